"""The demonstration: an invented hotel, the two people of its front office, and what is true of the house."""

from datetime import datetime, timedelta
from typing import Any

from sangfroid.services.establishments import new_establishment
from sangfroid.services.identity import new_id
from sangfroid.storage import establishments, people
from sangfroid.storage.database import Database
from sangfroid.storage.tables import FactRow, UserRow

DEMO_LOGIN = "camille@demo.invalid"
_MANAGER_LOGIN = "dominique@demo.invalid"

#: What is true of the house in words, and what the composer can say in every language.
_TEXTS = (
    "La réception est ouverte jour et nuit et peut proposer une autre chambre lorsqu’il en reste une.",
    "Les chambres sur cour sont attribuées en priorité aux clients qui demandent du calme.",
    "Les fenêtres côté rue ont été remplacées par du double vitrage en mars 2026.",
)
_TYPED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("opening_hours", {"service": "breakfast", "opens": "07:00", "closes": "10:30"}),
    ("parking_info", {"spaces": 8}),
    ("quiet_hours", {"from": "22:00", "to": "07:00"}),
)


def seed_demo(database: Database, now: datetime) -> str:
    """Stores the demonstration and returns the id of Camille, whom the first address signs in."""
    with database.transaction() as session:
        existing = people.by_login(session, DEMO_LOGIN)
        if existing is not None:
            return existing.id
        house = new_establishment(
            "Hôtel des Tilleuls (démo)",
            now,
            signature_name="Dominique Ferrand",
            signature_role="Direction",
            contact="direction@hotel-des-tilleuls.example",
            is_demo=True,
        )
        establishments.add(session, house)
        facts: list[dict[str, Any]] = [
            *({"text": text, "language": "fr", "type": None, "fact_values": {}} for text in _TEXTS),
            *({"text": None, "language": None, "type": type, "fact_values": v} for type, v in _TYPED),
        ]
        for number, fact in enumerate(facts):
            created = now + timedelta(milliseconds=number)
            row = FactRow(id=new_id(), establishment_id=house.id, public=True, created=created, **fact)
            establishments.add_fact(session, row)
        camille = _person(DEMO_LOGIN, "Camille (réception)", "agent", now)
        people.add_user(session, camille, [house.id])
        dominique = _person(
            _MANAGER_LOGIN, "Dominique (direction)", "manager", now + timedelta(milliseconds=1)
        )
        people.add_user(session, dominique, [house.id])
        return camille.id


def _person(login: str, name: str, role: str, now: datetime) -> UserRow:
    return UserRow(
        id=new_id(),
        login=login,
        name=name,
        role=role,
        password_hash=None,
        active=True,
        session_version=1,
        created=now,
    )
