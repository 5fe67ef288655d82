"""The schemas that our files are held against.

KML's comes with fastkml. GPX's is written here from the specification, for the elements
that we write; the official one is read besides where it lies beside this copy.
"""

from pathlib import Path

import fastkml
from lxml import etree

STANDARDS = Path(__file__).resolve().parents[2] / "../shared/reference/standards"

GPX = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns="http://www.topografix.com/GPX/1/1" elementFormDefault="qualified"
    targetNamespace="http://www.topografix.com/GPX/1/1">
  <xs:element name="gpx"><xs:complexType>
    <xs:sequence>
      <xs:element name="metadata" type="metadata" minOccurs="0"/>
      <xs:element name="wpt" type="point" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="trk" type="track" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="version" type="xs:string" use="required" fixed="1.1"/>
    <xs:attribute name="creator" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
  <xs:complexType name="metadata"><xs:sequence>
    <xs:element name="name" type="xs:string" minOccurs="0"/>
    <xs:element name="desc" type="xs:string" minOccurs="0"/>
    <xs:element name="author" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="name" type="xs:string" minOccurs="0"/>
      <xs:element name="link" type="link" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="copyright" minOccurs="0"><xs:complexType>
      <xs:sequence>
        <xs:element name="year" type="xs:gYear" minOccurs="0"/>
        <xs:element name="license" type="xs:anyURI" minOccurs="0"/>
      </xs:sequence>
      <xs:attribute name="author" type="xs:string" use="required"/>
    </xs:complexType></xs:element>
    <xs:element name="link" type="link" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="time" type="xs:dateTime" minOccurs="0"/>
    <xs:element name="keywords" type="xs:string" minOccurs="0"/>
    <xs:element name="bounds" minOccurs="0"><xs:complexType>
      <xs:attribute name="minlat" type="latitude" use="required"/>
      <xs:attribute name="minlon" type="longitude" use="required"/>
      <xs:attribute name="maxlat" type="latitude" use="required"/>
      <xs:attribute name="maxlon" type="longitude" use="required"/>
    </xs:complexType></xs:element>
  </xs:sequence></xs:complexType>
  <xs:complexType name="point">
    <xs:sequence>
      <xs:element name="name" type="xs:string" minOccurs="0"/>
      <xs:element name="cmt" type="xs:string" minOccurs="0"/>
      <xs:element name="desc" type="xs:string" minOccurs="0"/>
      <xs:element name="src" type="xs:string" minOccurs="0"/>
      <xs:element name="link" type="link" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="sym" type="xs:string" minOccurs="0"/>
      <xs:element name="type" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="lat" type="latitude" use="required"/>
    <xs:attribute name="lon" type="longitude" use="required"/>
  </xs:complexType>
  <xs:complexType name="track"><xs:sequence>
    <xs:element name="name" type="xs:string" minOccurs="0"/>
    <xs:element name="cmt" type="xs:string" minOccurs="0"/>
    <xs:element name="desc" type="xs:string" minOccurs="0"/>
    <xs:element name="src" type="xs:string" minOccurs="0"/>
    <xs:element name="link" type="link" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="type" type="xs:string" minOccurs="0"/>
    <xs:element name="trkseg" minOccurs="0" maxOccurs="unbounded">
      <xs:complexType><xs:sequence>
        <xs:element name="trkpt" type="point" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType>
    </xs:element>
  </xs:sequence></xs:complexType>
  <xs:complexType name="link">
    <xs:sequence>
      <xs:element name="text" type="xs:string" minOccurs="0"/>
      <xs:element name="type" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="href" type="xs:anyURI" use="required"/>
  </xs:complexType>
  <xs:simpleType name="latitude"><xs:restriction base="xs:decimal">
    <xs:minInclusive value="-90.0"/><xs:maxInclusive value="90.0"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="longitude"><xs:restriction base="xs:decimal">
    <xs:minInclusive value="-180.0"/><xs:maxExclusive value="180.0"/>
  </xs:restriction></xs:simpleType>
</xs:schema>
"""


def gpx_schemas() -> list[etree.XMLSchema]:
    """Ours, and the official one where it is at hand."""
    schemas = [etree.XMLSchema(etree.fromstring(GPX))]
    if (official := STANDARDS / "gpx/gpx-1.1.xsd").exists():
        schemas.append(etree.XMLSchema(etree.parse(str(official))))
    return schemas


def kml_schemas() -> list[etree.XMLSchema]:
    """The official one, as fastkml brings it."""
    path = Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"
    return [etree.XMLSchema(etree.parse(str(path)))]


def complaints(content: bytes, schemas: list[etree.XMLSchema]) -> list[str]:
    """What the schemas say of a file; also that it is no XML."""
    found = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    for schema in schemas:
        schema.validate(found)
    return [error.message for schema in schemas for error in schema.error_log]
