from django.urls import path

from newsroom.comments import views
from newsroom.comments.screening.views import challenge

urlpatterns = [
    path("<int:article>/", views.post, name="comment"),
    path("<int:article>/received/", views.received, name="comment_received"),
    path("<int:article>/challenge/", challenge, name="comment_challenge"),
]
