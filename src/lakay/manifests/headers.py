"""What the columns of a captain's or a bus driver's list hold, by their headers in the four languages, and words for codes."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Column(StrEnum):
    """What a column can hold."""

    SURNAME = "surname"
    GIVEN = "given_names"
    FULL = "full_name"
    SEX = "sex"
    BIRTH = "birth"
    NATIONALITY = "nationality"
    NUMBER = "number"
    TYPE = "type"
    ISSUER = "issuer"
    EXPIRES = "expires"
    ROLE = "role"
    SEAT = "seat"
    EMBARKS = "embarks"
    DISEMBARKS = "disembarks"


class About(StrEnum):
    """What the lines above the table tell of the voyage."""

    CARRIER = "carrier"
    VESSEL = "vessel"
    VOYAGE = "voyage"
    FROM = "from"
    TO = "to"
    DEPARTS = "departs"
    ARRIVES = "arrives"
    PEOPLE = "people"
    CREW = "crew"


HEADERS: dict[Column, str] = {
    Column.SURNAME: "surname,last name,family name,nom,nom de famille,apellido,apellidos,siyati,non fanmi",
    Column.GIVEN: "given names,given name,first name,first names,forename,prenom,prenoms,nombre,nombres,non,prenon",
    Column.FULL: "name,full name,passenger,passenger name,nom complet,nom et prenom,nom et prenoms,noms et prenoms,passager,"
    "nombre completo,nombre y apellido,nombres y apellidos,pasajero,non konple,non ak siyati,pasaje",
    Column.SEX: "sex,gender,m f,sexe,genre,sexo,genero,seks",
    Column.BIRTH: "date of birth,birth date,dob,born,date de naissance,ne le,naissance,fecha de nacimiento,nacimiento,"
    "dat nesans,fet,ane nesans",
    Column.NATIONALITY: "nationality,citizenship,nationalite,nacionalidad,nasyonalite",
    Column.NUMBER: "passport,passport no,passport number,document,document no,document number,id number,id no,passeport,"
    "no passeport,numero de passeport,no document,numero de document,no piece,piece d identite,pasaporte,cedula,"
    "no pasaporte,numero de pasaporte,numero de documento,documento,paspo,nimewo paspo,nimewo dokiman,dokiman,kat",
    Column.TYPE: "document type,type of document,type de document,type de piece,tipo de documento,kalite dokiman",
    Column.ISSUER: "issuing country,issuing state,issued by,country of issue,pays emetteur,pais emisor,delivre par,peyi ki bay li",
    Column.EXPIRES: "expiry,expiry date,expires,valid until,date d expiration,expiration,vencimiento,fecha de vencimiento,"
    "dat ekspirasyon",
    Column.ROLE: "role,function,rank,capacity,fonction,qualite,grade,cargo,funcion,wol,fonksyon,travay",
    Column.SEAT: "seat,seat no,siege,place,asiento,plas,chez",
    Column.EMBARKS: "port of embarkation,embarked at,boards at,port d embarquement,embarquement,embarque,puerto de embarque,monte",
    Column.DISEMBARKS: "port of disembarkation,gets off at,debarquement,port de debarquement,desembarque,puerto de desembarque,desann",
}

ABOUT: dict[About, str] = {
    About.CARRIER: "carrier,company,operator,compagnie,transporteur,compania,empresa,transportista,konpayi",
    About.VESSEL: "vessel,ship,boat,bus,plate,navire,bateau,voilier,immatriculation,buque,barco,embarcacion,autobus,placa,bato,otobis,plak",
    About.VOYAGE: "voyage,voyage no,trip,trip no,flight,voyage numero,no voyage,vol,trajet,viaje,no viaje,vuelo,vwayaj,vol no",
    About.FROM: "from,port of departure,departure port,origin,de,provenance,port de depart,origine,desde,origen,puerto de salida,soti",
    About.TO: "to,port of arrival,destination,arrival port,a,vers,port d arrivee,hacia,destino,puerto de llegada,pou,ale",
    About.DEPARTS: "departure,departure date,date of departure,depart,date de depart,salida,fecha de salida,depa,date,dat,fecha",
    About.ARRIVES: "arrival,eta,arrival date,date of arrival,arrivee,date d arrivee,llegada,fecha de llegada,rive",
    About.PEOPLE: "passengers,total passengers,number of passengers,nombre de passagers,total passagers,passagers,pasajeros,"
    "total pasajeros,total,kantite pasaje,pasaje yo",
    About.CREW: "crew,total crew,number of crew,equipage,membres d equipage,tripulacion,tripulantes,ekip,ekipaj",
}

SEX_WORDS = {
    word: code
    for code, words in {
        "F": "f,female,woman,girl,femme,feminin,fille,femenino,mujer,fanm,fi",
        "M": "m,male,man,boy,homme,h,masculin,garcon,masculino,hombre,gason,ti gason",
        "X": "x,u,other,autre,otro,unknown",
    }.items()
    for word in words.split(",")
}

_CREW = (
    "crew,captain,master,mate,seaman,sailor,engineer,cook,driver,conductor,helper,equipage,capitaine,second,matelot,marin,mecanicien,"
    "cuisinier,chauffeur,conducteur,controleur,capitan,marinero,maquinista,cocinero,chofer,conductor,ayudante,tripulante,kapiten,"
    "maten,chofe,kontwole,ekipaj"
)
CREW_WORDS = frozenset(_CREW.split(","))

_BETWEEN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A word without accents, case and marks."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return _BETWEEN.sub(" ", bare).strip()


COLUMN_OF = {word: column for column, words in HEADERS.items() for word in words.split(",")}
ABOUT_OF = {word: about for about, words in ABOUT.items() for word in words.split(",")}
