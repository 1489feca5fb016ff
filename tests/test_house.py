"""The house stands as it is drawn."""

import re
import subprocess
import tomllib
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TOP = {"articles", "newsroom", "templates", "static", "tests", "manage.py", "pyproject.toml"}
PAPER = {
    "README.md",
    "CHANGELOG.md",
    "Makefile",
    "requirements.txt",
    "requirements-dev.txt",
    "LICENSE",
    "docs",
}
ROOMS = {path.name for path in (ROOT / "newsroom").iterdir() if (path / "__init__.py").exists()}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_the_top_level_holds_the_house_and_its_papers():
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP | PAPER


def test_newsroom_holds_rooms_and_a_few_files():
    files = {path.name for path in (ROOT / "newsroom").iterdir() if path.is_file() and path.suffix == ".py"}
    assert files == {"__init__.py", "settings.py", "urls.py", "admin.py", "wsgi.py", "asgi.py"}


def test_there_is_no_drawer():
    assert not [path for path in tracked() if path.name in ("utils.py", "helpers.py", "misc.py", "common.py")]


def test_the_core_names_no_room_and_none_of_its_paths():
    for path in [*(ROOT / "articles").rglob("*.py"), *(ROOT / "templates" / "articles").rglob("*.html")]:
        text = path.read_text()
        assert "newsroom." not in text or path.name == "0001_stories.py", path
        for room in ROOMS:
            assert not re.search(rf"""["']{room}:""", text), (path, room)


def test_no_address_of_a_package_index_in_the_locks():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text()
        assert "://" not in lock
        assert "--hash=sha256:" in lock


def test_every_dependency_has_its_reason_in_the_readme():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    named = [re.match(r"[a-z0-9-]+", each)[0] for each in wanted]
    readme = (ROOT / "README.md").read_text()
    assert named
    for name in named:
        assert f"`{name}`" in readme, name


def test_every_environment_variable_is_in_the_readme():
    source = (ROOT / "newsroom" / "settings.py").read_text()
    names = re.findall(r"""(?:text|words|flag|choice|whole_number|address)\(\s*"([A-Z_]+)\"""", source)
    readme = (ROOT / "README.md").read_text()
    assert "SECRET_KEY" in names
    for name in names:
        assert f"`{name}`" in readme, name


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_messages_are_translated_and_compiled(language):
    folder = ROOT / "newsroom" / "locale" / language / "LC_MESSAGES"
    catalogue = polib.pofile(str(folder / "django.po"))
    missing = [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()]
    assert not missing
    compiled = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in polib.mofile(str(folder / "django.mo"))}
    written = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in catalogue if not e.obsolete}
    assert compiled == written, "run make messages"


def test_templates_write_dates_and_counts_as_the_language_spoken_does():
    """`|written` and `|figures` do; `|date` is for machines alone."""
    for template in sorted((ROOT / "templates").rglob("*.html")):
        text = template.read_text()
        for form in re.findall(r"\|date(?::(\"[^\"]*\"|'[^']*'|[\w_(.]+))?", text):
            assert form.strip("\"'") in {"c", "Y-m-d", r"Y-m-d\TH:i:s", r"Y-m-d\TH:i:sP"}, (template, form)
        for count in re.findall(r"\{% blocktranslate [^%]*?\bcount \w+=([^ %]+)", text):
            assert count.endswith("|figures"), (template, count)
