from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account at the desk. Who is credited in print is a Person, who may have none."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
