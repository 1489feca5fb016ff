from django.urls import path

from newsroom.readership import views

# In every language.
urlpatterns = [path("most-read/", views.most_read_page, name="most_read")]
# Outside the languages.
machine_patterns = [path("reads/<int:article>/", views.read, name="read")]
