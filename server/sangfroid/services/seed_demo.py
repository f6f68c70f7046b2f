"""The demonstration: an invented hotel, the two people of its front office, and what is true of the house."""

from datetime import datetime, timedelta

from sangfroid.services.establishments import new_establishment
from sangfroid.services.identity import new_id
from sangfroid.storage import establishments, people
from sangfroid.storage.database import Database
from sangfroid.storage.tables import FactRow, UserRow

DEMO_LOGIN = "camille@demo.invalid"
_MANAGER_LOGIN = "dominique@demo.invalid"

_FACTS = (
    "La réception est ouverte jour et nuit et peut proposer une autre chambre lorsqu’il en reste une.",
    "Le petit-déjeuner est servi de 7 h à 10 h 30 en semaine et jusqu’à 11 h le week-end.",
    "Les chambres sur cour sont attribuées en priorité aux clients qui demandent du calme.",
    "Les fenêtres côté rue ont été remplacées par du double vitrage en mars 2026.",
    "Le parking souterrain compte huit places, à réserver avant l’arrivée.",
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
        for number, text in enumerate(_FACTS):
            establishments.add_fact(
                session,
                FactRow(
                    id=new_id(),
                    establishment_id=house.id,
                    text=text,
                    language="fr",
                    type=None,
                    fact_values={},
                    public=True,
                    created=now + timedelta(milliseconds=number),
                ),
            )
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
