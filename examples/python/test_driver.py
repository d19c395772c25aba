"""The driver's tests. The fixture `dcd` is a fresh device for each; `dcd.host` is what the driver speaks to."""

import pytest
from driver import Driver

MIB = 1 << 20


@pytest.fixture
def driver(dcd):
    driver = Driver(dcd.host)
    driver.read_list()
    return driver


def test_it_takes_what_it_is_offered(dcd, driver):
    dcd.offer((0, 128 * MIB), (256 * MIB, 64 * MIB))
    driver.handle_events()
    dcd.wait({"all": [{"answered": 1}, {"list": 2}, {"log_empty": "dynamic_capacity"}]})
    assert list(driver.held) == [0x10000000, 0x20000000]


def test_it_gives_back_what_it_is_asked_for(dcd, driver):
    dcd.offer((0, 128 * MIB))
    driver.handle_events()
    dcd.ask_back((0, 128 * MIB))
    driver.handle_events()
    dcd.wait({"list": 0})
    assert driver.held == {}


def test_it_lets_go_of_what_is_taken_by_force(dcd, driver):
    dcd.offer((0, 128 * MIB))
    driver.handle_events()
    dcd.ask_back((0, 128 * MIB), forced=True)
    driver.handle_events()
    assert driver.held == {}
    dcd.verify(count={"command": "release-dc"}, times=0)


def test_it_finds_what_an_earlier_driver_has_taken(dcd, driver):
    dcd.offer((0, 128 * MIB), (256 * MIB, 64 * MIB))
    driver.handle_events()
    another = Driver(dcd.host)
    another.read_list()
    assert another.held == driver.held


@pytest.fixture(autouse=True)
def nothing_is_violated(dcd):
    yield
    assert dcd.violations() == []
