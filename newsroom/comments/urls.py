from django.urls import path

from newsroom.comments import reporting, views

urlpatterns = [
    path("<int:article>/", views.post, name="comment"),
    path("<int:article>/received/", views.received, name="comment_received"),
    path("report/<int:comment>/", reporting.report, name="comment_report"),
    path("report/<int:comment>/received/", reporting.received, name="comment_report_received"),
]
