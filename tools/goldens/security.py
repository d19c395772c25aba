"""Security: 4500h to 4505h. The default device has no passphrase and no persistent memory."""

from .cases import (Command, DATA, INVALID_INPUT, INVALID_STATE, LIBCXLMI, SECTIONS, SECURITY, SUCCESS, WRONG_PASSPHRASE)
from .layouts import LAYOUTS, Layout, Raw, flags, zero

SECTIONS |= {
    0x4500: "8.2.9.9.6.1 Get Security State",
    0x4501: "8.2.9.9.6.2 Set Passphrase",
    0x4502: "8.2.9.9.6.3 Disable Passphrase",
    0x4503: "8.2.9.9.6.4 Unlock",
    0x4504: "8.2.9.9.6.5 Freeze Security State",
    0x4505: "8.2.9.9.6.6 Passphrase Secure Erase",
}

STATE = ("user_passphrase_set", "master_passphrase_set", "locked", "frozen", "user_attempts_at_limit",
         "master_attempts_at_limit")
WHICH = (("passphrase_type", 0, "u8"), ("reserved1", 1, Raw(7)), ("reserved8", 8, Raw(24)))
CURRENT = ("current_passphrase", 32, Raw(32))

LAYOUTS |= {
    "get_security_state_response": Layout(4, flags(
        0, 4, *((name, bit, 1) for bit, name in enumerate(STATE)), ("state_reserved", 6, 26))),
    "set_passphrase_request": Layout(96, (*WHICH, CURRENT, ("new_passphrase", 64, Raw(32)))),
    "disable_passphrase_request": Layout(64, (*WHICH, CURRENT)),
    "unlock_request": Layout(32, (("current_passphrase", 0, Raw(32)),)),
    "passphrase_secure_erase_request": Layout(64, (*WHICH, CURRENT)),
}

MASTER, USER = 0, 1
CURRENT_BYTES, NEW_BYTES = bytes(range(0x40, 0x60)).hex(), bytes(range(0x60, 0x80)).hex()


def security(out):
    c = Command(out, 0x4500, "get_security_state", 0x50, response="get_security_state_response", origin=LIBCXLMI)
    c.requests({}, SUCCESS)
    c.responses(typical := zero(c.response_layout) | {"user_passphrase_set": True, "locked": True})
    c.response("frozen_at_limit", typical | {
        "master_passphrase_set": True, "frozen": True, "user_attempts_at_limit": True,
        "master_attempts_at_limit": True})

    def which(layout, kind):
        return zero(layout) | {"passphrase_type": kind, "current_passphrase": CURRENT_BYTES}

    c = Command(out, 0x4501, "set_passphrase", 0x51, "set_passphrase_request", origin=LIBCXLMI, effects=(SECURITY,))
    user = which(c.request_layout, USER) | {"new_passphrase": NEW_BYTES}
    c.requests(user, SUCCESS, maximum=INVALID_INPUT)
    c.request("master", user | {"passphrase_type": MASTER}, SUCCESS)
    c.request("type_2", user | {"passphrase_type": 2}, INVALID_INPUT)
    c.responses({})
    c.failure("incorrect_passphrase", WRONG_PASSPHRASE)
    c.failure("invalid_security_state", INVALID_STATE)

    c = Command(out, 0x4502, "disable_passphrase", 0x52, "disable_passphrase_request", origin=LIBCXLMI,
                effects=(SECURITY,))
    c.requests(user := which(c.request_layout, USER), INVALID_STATE, maximum=INVALID_INPUT)
    c.request("master", user | {"passphrase_type": MASTER}, INVALID_STATE)
    c.request("type_2", user | {"passphrase_type": 2}, INVALID_INPUT)
    c.responses({})
    c.failure("incorrect_passphrase", WRONG_PASSPHRASE)

    c = Command(out, 0x4503, "unlock", 0x53, "unlock_request", origin=LIBCXLMI, effects=(SECURITY,))
    c.requests({"current_passphrase": CURRENT_BYTES}, INVALID_STATE)
    c.responses({})
    c.failure("incorrect_passphrase", WRONG_PASSPHRASE)

    c = Command(out, 0x4504, "freeze_security_state", 0x54, origin=LIBCXLMI, effects=(SECURITY,))
    c.requests({}, SUCCESS)
    c.responses({})

    c = Command(out, 0x4505, "passphrase_secure_erase", 0x55, "passphrase_secure_erase_request", origin=LIBCXLMI,
                effects=(DATA, SECURITY))
    c.requests(user := which(c.request_layout, USER), SUCCESS, minimum=INVALID_INPUT, maximum=INVALID_INPUT)
    c.request("master", user | {"passphrase_type": MASTER}, INVALID_INPUT)
    c.responses({})
    c.failure("incorrect_passphrase", WRONG_PASSPHRASE)
