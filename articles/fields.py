"""Model fields that clean what they store, whichever way it comes: form, save(), update() or bulk_create()."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models

from articles import body, languages
from articles.text import clean_line, clean_text


class LineFormField(forms.CharField):
    """One line, cleaned before it is measured: composing characters can lengthen it, line ends shorten it."""

    cleaned = staticmethod(clean_line)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not isinstance(value, str) or value in self.empty_values:
            return value
        ProhibitNullCharactersValidator()(value)
        return self.cleaned(value)


class TextFormField(LineFormField):
    cleaned = staticmethod(clean_text)


class EmailLineFormField(LineFormField, forms.EmailField):
    pass


class _CleanedMixin:
    """Cleans on the way into the database, and shows the cleaned value on the object that was saved."""

    attname: str

    @staticmethod
    def cleaned(value: str) -> str:
        raise NotImplementedError

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)  # type: ignore[misc]
        return self.cleaned(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.cleaned(value)
            setattr(model_instance, self.attname, value)
        return value


class LineField(_CleanedMixin, models.CharField):
    """One line of plain text."""

    cleaned = staticmethod(clean_line)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LineFormField, **kwargs})


class PlainTextField(_CleanedMixin, models.TextField):
    """Plain text of any number of lines."""

    cleaned = staticmethod(clean_text)


class BodyField(_CleanedMixin, models.TextField):
    """HTML of the body vocabulary (see `articles.body`), and nothing else, ever."""

    cleaned = staticmethod(body.clean)


class PerLanguageWidget(forms.MultiWidget):
    """An input for each of the site's languages but its own."""

    template_name = "desk/per_language.html"

    def __init__(self, *, multiline: bool = False) -> None:
        self.codes = languages.codes()[1:]
        kind = forms.Textarea if multiline else forms.TextInput
        attrs = {"rows": 3} if multiline else {"class": "vTextField"}
        super().__init__({code: kind({**attrs, "lang": code, "dir": languages.direction(code)}) for code in self.codes})

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, subwidget in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            subwidget["label"] = languages.own_name(code)
        return context


class PerLanguageFormField(forms.MultiValueField):
    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        self.codes = languages.codes()[1:]
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        kwargs["widget"] = PerLanguageWidget(multiline=multiline)
        fields = [forms.CharField(required=False) for _ in self.codes]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {code: value for code, value in zip(self.codes, data_list, strict=False) if value}


class PerLanguageField(models.JSONField):
    """What something is called in the site's other languages: {"ar": "…", "ckb": "…"}, empty ones left out."""

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, dict):
            clean = clean_text if self.multiline else clean_line
            value = {code: clean(text) for code, text in value.items() if text}
        return super().get_db_prep_value(value, connection, prepared)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        # Django repeats what a callable default began with in a hidden input; of several inputs it makes a text.
        return models.Field.formfield(
            self, form_class=PerLanguageFormField, multiline=self.multiline, show_hidden_initial=False, **kwargs
        )
