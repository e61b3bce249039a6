"""Pages of the keyholders' desk."""

from __future__ import annotations

from django.urls import path

from lakay.web.whereabouts import cards, circles, glass, keys, persons, reviews

app_name = "whereabouts"

urlpatterns = [
    path("", keys.home, name="home"),
    path("key", keys.key, name="key"),
    path("key/end", keys.end, name="key_end"),
    path("of/<uuid:intake>", persons.person, name="person"),
    path("of/<uuid:intake>/lock", persons.lock, name="lock"),
    path("of/<uuid:intake>/lift", persons.lift, name="lift"),
    path("of/<uuid:intake>/card", persons.card, name="card"),
    path("of/<uuid:intake>/card/end", persons.card_end, name="card_end"),
    path("circle/<uuid:circle>", circles.circle, name="circle"),
    path("circle/<uuid:circle>/place", circles.place, name="place"),
    path("circle/<uuid:circle>/open", circles.look, name="open"),
    path("circle/<uuid:circle>/again", circles.again, name="again"),
    path("circle/<uuid:circle>/seen", circles.seen, name="seen"),
    path("circle/<uuid:circle>/add", circles.add, name="add"),
    path("circle/<uuid:circle>/end/<uuid:holder>", circles.end, name="end"),
    path("circle/<uuid:circle>/ask", glass.ask, name="ask"),
    path("glass/<uuid:glass>", glass.one, name="glass"),
    path("glass/<uuid:glass>/agree", glass.agree, name="agree"),
    path("glass/<uuid:glass>/refuse", glass.refuse, name="refuse"),
    path("glass/<uuid:glass>/open", glass.look, name="glass_open"),
    path("glass/<uuid:glass>/end", glass.end, name="glass_end"),
    path("reviews", reviews.reviews, name="reviews"),
    path("reviews/<uuid:glass>", reviews.review, name="review"),
    path("card", cards.read, name="card_read"),
    path("card/<uuid:intake>", cards.found, name="card_found"),
]
