"""Records of every foreign format, written by us: single ones for facts, strategies for what must hold of all."""

import json
from datetime import date

from hypothesis import strategies as st

from standoff.exchange import gdelt, icews, polecat
from standoff.types import (
    Actor,
    Coding,
    DateInterval,
    Document,
    Event,
    Mention,
    Occurrence,
    Place,
    Span,
    Statement,
)

ICEWS = {
    "Event ID": "7001", "Event Date": "2018-03-09", "Source Name": "Foreign Ministry (Norway)",
    "Source Sectors": "Government,Foreign Ministry,Executive", "Source Country": "Norway",
    "Event Text": "Reject", "CAMEO Code": "120", "Intensity": "-4", "Target Name": "Russia",
    "Target Sectors": "", "Target Country": "Russian Federation", "Story ID": "4410",
    "Sentence Number": "2", "Publisher": "The Fjord Post", "City": "Oslo", "District": "",
    "Province": "Oslo", "Country": "Norway", "Latitude": "59.9127", "Longitude": "10.7461",
}  # fmt: skip
GDELT2 = {
    "GLOBALEVENTID": "900100", "SQLDATE": "20190503", "MonthYear": "201905", "Year": "2019",
    "FractionDate": "2019.3370", "Actor1Code": "IRNMIL", "Actor1Name": "TEHRAN", "Actor1CountryCode": "IRN",
    "Actor1Type1Code": "MIL", "Actor2Code": "USAMED", "Actor2Name": "NEWSPAPER",
    "Actor2CountryCode": "USA", "Actor2Type1Code": "MED", "IsRootEvent": "1", "EventCode": "173",
    "EventBaseCode": "173", "EventRootCode": "17", "QuadClass": "4", "GoldsteinScale": "-5.0",
    "NumMentions": "6", "NumSources": "2", "NumArticles": "6", "AvgTone": "-3.25",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Isfahan, Esfahan, Iran",
    "ActionGeo_CountryCode": "IR", "ActionGeo_ADM1Code": "IR28", "ActionGeo_ADM2Code": "123",
    "ActionGeo_Lat": "32.6572", "ActionGeo_Long": "51.6776", "ActionGeo_FeatureID": "-3060811",
    "DATEADDED": "20190503141500", "SOURCEURL": "https://example.org/a",
}  # fmt: skip
POLECAT = {
    "Event ID": "20230105-17", "Event Date": "2023-01-05", "Event Type": "ACCUSE",
    "Event Mode": "disapprove", "Intensity": "-2.0", "Quad Code": "VERBAL CONFLICT",
    "Contexts": "military; diplomatic", "Actor Name": "Chile", "Actor Country": "CHL",
    "Actor COW": "155", "Primary Actor Sector": "GOV", "Actor Sectors": "MIL; GOV",
    "Actor Title": "None", "Actor Name Raw": "Santiago", "Wikipedia Actor ID": "Chile",
    "Recipient Name": "None", "Recipient Country": "None", "Placename": "Arica", "City": "Arica",
    "Country": "CHL", "Latitude": "-18.4746", "Longitude": "-70.2979", "Source": "El Faro",
    "Publication Date": "2023-01-06", "Language": "es", "Version": "NGEC_test",
}  # fmt: skip
ACLED_COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
ACLED = (
    'MLI9001,2022-04-07,2022,1,Political violence,Battles,Armed clash,Military Forces of Mali (2021-),,1,'
    'Riders of the Dune,,2,12,,466,Western Africa,Mali,Mopti,Koro,,Koro,14.0700,-3.0800,1,'
    'Radio Niger Bend,National,"On 7 April, soldiers and riders fought near Koro.\nTwo died.",2,,1649700000'
)  # fmt: skip
MENTION = (
    "900100\t20190503141500\t20190503153000\t1\texample.org\thttps://example.org/a\t3\t-1\t210\t260\t1\t70\t"
    "2400\t-2.5\t\t"
)
PLOVER = {
    "id": "PL-1", "date": "2020-02-29", "actor": [{"code": "KEN", "sector": "GOV", "entity_text": "Nairobi"}],
    "recipient": [{"code": "IGO", "entity_text": "the regional bloc", "identifier_id": "Q999"}],
    "event": ["AGREE"], "quad_code": 1, "event_scale": 2.5, "context": ["economic"],
    "event_loc": {"resolved_place": "Mombasa", "country_code": "KEN", "lat": -4.05, "lon": 39.67,
                  "geonameid": 186301},
    "text": "Nairobi said it would join the bloc's customs scheme.",
    "cite_info": {"url": "https://example.org/k", "publication": "Coast Weekly", "language": "en"},
    "text_info": {"sequence": 1}, "coder": "by hand",
}  # fmt: skip
SHAPES = {
    "icews": icews.SHAPE,
    "gdelt1": gdelt.SHAPE_1,
    "gdelt2": gdelt.SHAPE_2,
    "polecat": polecat.SHAPE,
}


def lines(shape, *records):
    """The bytes of a table of these records."""
    head = ["\t".join(shape.columns)] if shape.header else []
    body = ["\t".join(record.get(name, "") for name in shape.columns) for record in records]
    return "".join(f"{line}\n" for line in head + body).encode()


def gkg(quotations, id="20190503-7"):
    """A record of GKG with these quotations."""
    cells = [""] * 27
    cells[0], cells[1], cells[3], cells[4] = (
        id,
        "20190503141500",
        "example.org",
        "https://example.org/a",
    )
    cells[22] = quotations
    return "\t".join(cells)


def acled(*rows):
    return "\n".join([ACLED_COLUMNS, *rows, ""]).encode()


# -- strategies: records as the formats have them ------------------------------------------------

# Cells of one line without tabs: everything else may stand in one, quotation marks and carriage returns too.
words = st.text(st.characters(exclude_characters="\t\n", exclude_categories=("Cs",)), max_size=12)
name = (
    st.sampled_from(("", "NA", 'The "Guard"', " Kyiv ", "Ōtepoti", "=1+1", "O'Neill", "a|b#c"))
    | words
)
numbers = st.sampled_from(("", "0", "-4", "4.50", "3.4", "1e1", "-0"))
latitudes = st.sampled_from(("", "NA", "0", "-18.4746", "59.9", "90"))
counts = st.sampled_from(("", "1", "7", "10.0"))
days = st.dates(date(1979, 1, 1), date(2030, 12, 31))
isodays = days.map(str)
plaindays = days.map(lambda d: f"{d:%Y%m%d}")
americandays = days.map(lambda d: f"{d.month}/{d.day}/{d.year}")
cameo = st.sampled_from(("", "010", "01", "040", "173", "1823", "---", "10", "999"))
icews_sector = st.sampled_from(
    ("", "NA", "Government", "Military,Government", "Government,Military,Hindu", "Media, Police", "Global Diplomatic IGOs",
     "Multinational Corporation,Business", "Far Left", "Rebel")
)  # fmt: skip
icews_country = st.sampled_from(
    ("", "NA", "Norway", "Russian Federation", "Cote d'Ivoire", "Atlantis")
)
role = st.sampled_from(("", "MIL", "MED", "HLH", "INS", "REB", "IGO", "NGO", "MNC", "MOD", "UNO"))
polecat_sector = st.sampled_from(
    ("", "None", "GOV", "GOV; MIL", "MIL; GOV", "REB", "XYZ; GOV", "IGO")
)


def record(shape, **columns):
    """Records of a table: these columns from their strategies, all others any words."""
    return st.fixed_dictionaries(
        {column: columns.get(column.replace(" ", "_"), words) for column in shape.columns}
    )


def icews_records():
    parties = {
        f"{side}_{what}": strategy
        for side in ("Source", "Target")
        for what, strategy in (
            ("Name", name),
            ("Sectors", icews_sector),
            ("Country", icews_country),
        )
    }
    return record(
        icews.SHAPE, Event_ID=st.integers(1, 9**9).map(str), Event_Date=isodays | americandays,
        CAMEO_Code=cameo, Intensity=numbers, Sentence_Number=counts, Country=icews_country,
        City=name, Latitude=latitudes, Longitude=latitudes, **parties,
    )  # fmt: skip


def gdelt_records(shape):
    own = {"GLOBALEVENTID": st.integers(1, 9**9).map(str), "SQLDATE": plaindays, "EventCode": cameo,
           "GoldsteinScale": numbers, "NumMentions": counts, "ActionGeo_Lat": latitudes,
           "ActionGeo_Long": latitudes, "QuadClass": st.sampled_from(("", "1", "4", "9")),
           "ActionGeo_CountryCode": st.sampled_from(("", "NO", "GZ", "WE", "OS", "US")),
           "DATEADDED": plaindays.map(lambda d: f"{d}141500" if shape is gdelt.SHAPE_2 else d)}  # fmt: skip
    for actor in ("Actor1", "Actor2"):
        own[f"{actor}CountryCode"] = st.sampled_from(("", "NOR", "ROM", "ROU", "AFR", "GZS"))
        own[f"{actor}KnownGroupCode"] = st.sampled_from(("", "UNO", "EEC", "NGO"))
        own[f"{actor}Name"] = name
        own |= {f"{actor}Type{n}Code": role for n in (1, 2, 3)}
    return record(shape, **own)


def polecat_records():
    own = {"Event_ID": st.integers(1, 9**9).map(str), "Event_Date": isodays, "Intensity": numbers,
           "Event_Type": st.sampled_from(("", "ACCUSE", "AGREE", "NOVEL")),
           "Event_Mode": st.sampled_from(("", "None", "disapprove", "novel")),
           "Quad_Code": st.sampled_from(("", "VERBAL CONFLICT", "V-CONF", "material-cooperation")),
           "Contexts": st.sampled_from(("", "None", "military", "military; legal", "legal;military")),
           "Latitude": latitudes, "Longitude": latitudes, "Publication_Date": isodays | st.just(""),
           "Country": st.sampled_from(("", "None", "CHL", "Chile", "XXX"))}  # fmt: skip
    for side in ("Actor", "Recipient"):
        own |= {f"{side}_Name": name, f"{side}_Name_Raw": name, f"Primary_{side}_Sector": polecat_sector,
                f"{side}_Sectors": polecat_sector, f"Wikipedia_{side}_ID": name,
                f"{side}_Country": st.sampled_from(("", "None", "CHL", "IGO", "CHL; PER"))}  # fmt: skip
    return record(polecat.SHAPE, **own)


RECORDS = {
    "icews": icews_records(),
    "gdelt1": gdelt_records(gdelt.SHAPE_1),
    "gdelt2": gdelt_records(gdelt.SHAPE_2),
    "polecat": polecat_records(),
}

_leaf = st.none() | st.booleans() | st.integers(-10, 10) | st.floats(-5, 5) | words
anything = st.recursive(_leaf, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2), max_leaves=4)  # fmt: skip
_entity = st.fixed_dictionaries({}, optional={
    "code": st.sampled_from(("KEN", "IGO", "Atlantis", None, 7)), "sector": st.sampled_from(("GOV", ["GOV", "MIL"], [], "XYZ")),
    "entity_text": name, "identifier_id": name, "age": anything,
})  # fmt: skip
_loc = st.fixed_dictionaries({}, optional={
    "resolved_place": name, "city": name, "country_code": st.sampled_from(("KEN", "XX")), "lat": st.floats(-90, 90),
    "lon": st.integers(-180, 180), "geonameid": anything,
})  # fmt: skip
plover_records = st.fixed_dictionaries(
    {"id": st.integers(1, 99) | st.integers(1, 99).map(str), "date": isodays | plaindays,
     "event": st.sampled_from((["AGREE"], "AGREE", ["ASSAULT", "COERCE"], [], None, ["NOVEL"]))},
    optional={
        "enddate": isodays, "actor": st.lists(_entity, max_size=3) | _entity, "recipient": st.lists(_entity, max_size=2),
        "mode": st.sampled_from((["abduct"], "novel", [])), "context": st.lists(name, max_size=2), "event_loc": _loc | anything,
        "quad_code": st.sampled_from((1, 4, "2", 9, None)), "event_scale": st.sampled_from((1, 2.5, "3", None)),
        "text": name, "text_info": st.just({"sequence": 2, "start": 1}) | st.just({}), "link": anything, "comment": anything,
        "cite_info": st.fixed_dictionaries({}, optional={"url": name, "citation": name, "publication": name, "title": name}) | anything,
    },
)  # fmt: skip


def plover_lines(*records):
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records).encode()


# -- a coding of our own, with a line break in a quotation and a character beyond the first plane ----------

TEXT = (
    "Norway 🛳 rejected the plan on Friday. \"We will not\nyield,\" Foreign Minister Kari Moe told the Fjord Post. "
    "Sweden denied that it had attacked Norway."
)  # fmt: skip
NORWAY = Actor(id="NOR", name="Norway", kind="state", country="NOR")
SWEDEN = Actor(id="SWE", name="Sweden", kind="state", country="SWE")
MOE = Actor(id="text:kari-moe", name="Kari Moe", kind="person", country="NOR", sectors=("GOV",))
FRONT = Actor(
    id="fjord-front", name="Fjord Front", kind="armed-group", country="NOR", sectors=("REB",)
)


def span(words, text=TEXT, document="d1"):
    start = text.index(words)
    return Span(document=document, start=start, end=start + len(words))


def mention(words, actor):
    return Mention(span=span(words), actor=actor)


def event(id, words, trigger, source, recipient, status="reported", **more):
    given = {
        "type": "REJECT", "mode": None, "contexts": ("diplomatic",), "cameo": "120", "quad": "verbal conflict",
        "intensity": -2.0, "date": DateInterval(start=date(2024, 5, 3), end=date(2024, 5, 3)),
    } | more  # fmt: skip
    return Event(
        id=id, span=span(words), trigger=span(trigger), source=source, recipient=recipient,
        status=status, status_by="default", made_by="test", **given,
    )  # fmt: skip


def coding():
    """One document: a reported act, a statement with a line break in it, a denied act."""
    norway, sweden = mention("Norway", NORWAY), mention("Sweden", SWEDEN)
    statement = Statement(
        id="s1", span=span('"We will not\nyield," Foreign Minister Kari Moe told the Fjord Post'), kind="direct",
        speaker=mention("Kari Moe", MOE), cue=span("told"), content=(span("We will not\nyield,"),),
        cue_class="say", sourcing="named", source_type="named-individual",
        addressees=(mention("Fjord Post", Actor(id="text:fjord-post", name="Fjord Post", kind="media")),),
    )  # fmt: skip
    events = (
        event("e1", "Norway 🛳 rejected the plan on Friday", "rejected", (norway,), (sweden,), occurrence="o1",
              place=Place(name="Oslo", span=span("Norway"), country="NOR", latitude=59.91, longitude=10.75)),
        event("e2", "Sweden denied that it had attacked Norway", "attacked", (sweden,), (norway,), status="negated",
              type="ASSAULT", cameo="190", quad="material conflict", intensity=-9.0, occurrence="o2", attributed_to="s1"),
        event("e3", "We will not\nyield", "yield", (mention("Kari Moe", MOE),), (sweden, mention("Norway", FRONT)),
              occurrence="o1", attributed_to="s1"),
    )  # fmt: skip
    day = DateInterval(start=date(2024, 5, 3), end=date(2024, 5, 3))
    occurrences = (
        Occurrence(id="o1", events=("e1", "e3"), type="REJECT", source=("NOR",), recipient=("SWE",),
                   status="reported", date=day, documents=("d1",), outlets=("Fjord Post",)),
        Occurrence(id="o2", events=("e2",), type="ASSAULT", source=("SWE",), recipient=("NOR",),
                   status="negated", date=day, documents=("d1",), outlets=("Fjord Post",)),
    )  # fmt: skip
    document = Document(
        id="d1", text=TEXT, title="A plan is rejected", source="Fjord Post", url="https://example.org/f",
        published=date(2024, 5, 4),
    )  # fmt: skip
    return Coding(
        document=document, statements=(statement,), events=events, occurrences=occurrences
    )
