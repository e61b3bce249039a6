"""What pages of figures ask of the register itself: places, and nothing about people."""

from __future__ import annotations

from lakay.places.models import Post


def departments_of_posts() -> dict[str, str]:
    """The p-code of the department or region of each post, by code of the post."""
    return dict(Post.objects.values_list("code", "place__parent__pcode"))
