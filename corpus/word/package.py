"""The parts of a Word file: what it is opened with, also where it is in the strict form of the standard.

ISO/IEC 29500 "strict" names its namespaces http://purl.oclc.org/ooxml/…; they are put in those of the "transitional" form,
which every Word writes by default and python-docx knows.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from lxml.etree import tostring

from corpus.archive import DAMAGED_ZIP
from corpus.errors import UnreadableFileError
from corpus.word.wordml import R, WordElement

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_TYPES = "[Content_Types].xml"
_IS_XML = re.compile(r"(?:^|\.)(?:xml|rels|vml|svg)$", re.IGNORECASE)
"""Ends the name of a part that is XML, or is the ending for which a type stands."""
_PAGES = re.compile(rb"<(?:\w+:)?Pages>(\d+)<")
_NO_WORDS = re.compile(rb"<(?:\w+:)?Words>0<")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """An opened Word file."""

    body: WordElement
    styles: WordElement
    _part: Any

    def related(self, kind: str) -> WordElement:
        """The root of the part with this kind of relation ("footnotes", "numbering"); None where there is none."""
        for relation in self._part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                return parse_xml(relation.target_part.blob)
        return None

    def content(self, reference: WordElement) -> tuple[str, bytes]:
        """(name, bytes) of the part that an element names by `r:id`; raises KeyError where it is missing."""
        relation = self._part.rels[reference.get(f"{R}id")]
        if relation.is_external:
            raise KeyError(relation.target_ref)
        return str(relation.target_part.partname), relation.target_part.blob

    def part(self, reference: WordElement) -> WordElement:
        """The root of the part that an element names by `r:id`; None where it is missing."""
        try:
            return parse_xml(self.content(reference)[1])
        except KeyError:
            return None

    @property
    def title(self) -> str:
        """Among the properties of the file; empty where it states none."""
        return str(self._part.package.core_properties.title or "")

    @property
    def stated_pages(self) -> int | None:
        """How many pages the program that saved the file laid out (docProps/app.xml, 15.2.12.3).

        None where it says nothing, or only what an empty file said from which this one was made.
        """
        for relation in self._part.package.rels.values():
            if relation.reltype.endswith("/extended-properties") and not relation.is_external:
                stated = relation.target_part.blob
                found = None if _NO_WORDS.search(stated) else _PAGES.search(stated)
                return int(found.group(1)) if found else None
        return None


def open_word(content: bytes) -> WordPackage:
    """The opened file; raises `UnreadableFileError` where it is damaged."""
    try:
        document = docx.Document(io.BytesIO(_transitional(content)))
        return WordPackage(document.element.body, document.styles.element, document.part)
    except (PackageNotFoundError, *DAMAGED_ZIP, KeyError, ValueError, SyntaxError, AttributeError, TypeError) as error:
        raise UnreadableFileError("damaged_word") from error


def _transitional(content: bytes) -> bytes:
    """The file with the namespaces of the transitional form and no embedded file told to be XML; as it is where it has neither."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read(_TYPES)
        told = _without_false_types(types)
        strict = bool(_STRICT.search(archive.read("_rels/.rels")))
        if not strict and told == types:
            return content
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            for member in archive.infolist():
                part = told if member.filename == _TYPES else archive.read(member)
                is_xml = member.filename.endswith((".xml", ".rels"))
                copy.writestr(member, _STRICT.sub(_TRANSITIONAL, part) if strict and is_xml else part)
        return written.getvalue()


def _without_false_types(types: bytes) -> bytes:
    """The list of content types; Word itself tells a whole document that another one holds to be XML (`altChunk`)."""
    root = parse_xml(types)
    false = [each for each in root
             if each.get("ContentType", "").endswith("+xml") and not _IS_XML.search(each.get("PartName") or each.get("Extension", ""))]  # fmt: skip
    for each in false:
        each.set("ContentType", "application/octet-stream")
    return tostring(root) if false else types
