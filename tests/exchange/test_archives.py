"""Entities, read by followthemoney: what it would not keep, or would clean into something else, is found here."""

from __future__ import annotations

import json
from pathlib import Path

from followthemoney import model

from claimcheck.model.collection import Collection


def test_followthemoney_keeps_every_value(exported: Path, ids: list[str]) -> None:
    found = {}
    for line in (exported / "followthemoney.ftm.json").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data)
        found[entity.id] = entity
        for name, values in data["properties"].items():
            prop = entity.schema.properties[name]
            for each in values:
                assert prop.type.clean(each) is not None, (data["id"], name, each)
                assert each in entity.get(name) or prop.type.clean(each) in entity.get(name)
    assert len([each for each in found if each.startswith("claim.")]) == len(ids)
    for entity in found.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert value in found, (entity.id, prop.name, value)
                assert found[value].schema.is_a(prop.range), (entity.id, prop.name, value)


def test_annotations_have_each_quote_at_its_address(exported: Path, collection: Collection) -> None:
    page = json.loads((exported / "annotations.anno.json").read_text(encoding="utf-8"))
    wanted = [
        (incident.sources[claim.source].url or incident.sources[claim.source].archived, claim.quote)
        for incident in collection.incidents.values()
        for claim in incident.standing
        if claim.quote and (incident.sources[claim.source].url or incident.sources[claim.source].archived)
    ]
    found = [(each["target"]["source"], each["target"]["selector"]["exact"]) for each in page["items"]]
    assert found == wanted
