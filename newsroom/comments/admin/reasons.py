from django.contrib import admin

from articles.admin.recorded import Recorded
from newsroom.comments.models import CannedReason


@admin.register(CannedReason)
class CannedReasonAdmin(Recorded):
    """Reasons that are given often; in the queue, the keys 1 to 9 reject with the first nine."""

    list_display = ["words", "place"]
    list_editable = ["place"]
    told = ("words",)
