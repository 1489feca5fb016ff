from django.urls import path

from newsroom.fronts import views

urlpatterns = [path("", views.front, name="front")]
