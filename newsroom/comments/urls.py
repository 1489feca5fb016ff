from django.urls import path

from newsroom.comments import views

urlpatterns = [
    path("<int:article>/", views.post, name="comment"),
    path("<int:article>/received/", views.received, name="comment_received"),
]
