"""Dates in Central Kurdish, each part tied to the next as it is said (25î teşrînî yekemî 2026); 24 hours."""

DATE_FORMAT = "jی Fی Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "jی Fی Y، H:i"
YEAR_MONTH_FORMAT = "Fی Y"
MONTH_DAY_FORMAT = "jی F"
SHORT_DATE_FORMAT = "jی Mی Y"
SHORT_DATETIME_FORMAT = "jی Mی Y، H:i"
FIRST_DAY_OF_WEEK = 6  # Saturday
DECIMAL_SEPARATOR = "٫"
THOUSAND_SEPARATOR = "٬"
