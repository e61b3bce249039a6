"""What passes between the page of the rehearsal and the program that keeps the nodes."""

from lakay.demo.nodes.notes import House, Line, Order, Standing, give, orders, read, tell


def test_orders_are_obeyed_once_in_the_order_they_were_given(tmp_path):
    given = [Order("cut", "belladere"), Order("restore", "belladere"), Order("rebuild", "ouanaminthe", "K7QF")]
    for order in given:
        give(tmp_path, order)
    assert list(orders(tmp_path)) == given
    assert list(orders(tmp_path)) == []


def test_an_order_that_nobody_knows_is_thrown_away(tmp_path):
    give(tmp_path, Order("burn", "belladere"))
    assert list(orders(tmp_path)) == []


def test_how_things_stand_is_read_as_it_was_told(tmp_path):
    assert read(tmp_path) == Standing()
    house = House("belladere", "Belladère", "post", "HT-BEL", "http://localhost:8102/", "running", False, 12, 30)
    standing = Standing([house], [Line("carried", "Belladère", {"there": 3, "back": 4})], "cut")
    tell(tmp_path, standing)
    assert read(tmp_path) == standing
