"""Who may sign in, for how long, and how often they may try."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from starlette.testclient import TestClient

from ilium.app.attempts import ADDRESS, LOGIN, MOST, Attempts, network
from ilium.app.passwords import drawn, hashed
from ilium.errors import InputError
from ilium.store.accounts import ENDS, IDLE
from signed_in import COACH, PASSWORD, sign_in
from stored import Squat, someone

SECURE = ("httponly", "samesite=strict", "secure", "path=/")


@pytest.fixture
def clock(served, monkeypatch):
    """The store's clock, to be moved on."""

    class Clock:
        at = dt.datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - UTC, as the store has it

        def __call__(self):
            return self.at

    clock = Clock()
    object.__setattr__(served.state.store.database, "now", clock)
    return clock


@pytest.fixture
def ada(served):
    """A client with an account, signed in; ``ada.client`` is her id."""
    store = served.state.store
    client = someone(store, "Ada")
    store.accounts.add("ada", hashed(PASSWORD, "ada"), "client", client)
    with TestClient(served, base_url="https://ilium.test") as ada:
        sign_in(ada, "ada", PASSWORD)
        ada.client = client
        yield ada


def test_a_stranger_is_led_to_the_sign_in_and_back(stranger):
    led = stranger.get("/learn", follow_redirects=False)
    assert led.headers["location"] == "/sign-in?next=/learn"
    page = stranger.get("/learn")
    assert '<input type="hidden" name="next" value="/learn">' in page.text
    secret = re.search(r'name="csrf" value="(\w+)"', page.text)[1]
    form = {"login": COACH, "password": PASSWORD, "csrf": secret, "next": "/learn"}
    there = stranger.post("/sign-in", data=form, follow_redirects=False)
    assert (there.status_code, there.headers["location"]) == (303, "/learn")
    assert stranger.get("/learn", follow_redirects=False).status_code == 200


@pytest.mark.parametrize("path", ["/api/clients", "/api/openapi.json"])
def test_a_strangers_program_is_told_to_sign_in(stranger, path):
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert answer.json()["remedy"]


def test_the_sign_in_leads_nowhere_else(stranger):
    stranger.get("/sign-in")
    secret = stranger.get("/api/visitor").json()["csrf"]
    form = {"login": COACH, "password": PASSWORD, "csrf": secret}
    form["next"] = "//evil.example"
    led = stranger.post("/sign-in", data=form, follow_redirects=False)
    assert led.headers["location"] == "/"


def test_signing_in_takes_another_cookie_with_every_flag(stranger):
    before = stranger.get("/sign-in").headers["set-cookie"]
    led = sign_in(stranger, COACH, PASSWORD)
    after = led.headers["set-cookie"]
    for cookie in (before, after):
        assert cookie.startswith("__Host-ilium=")
        assert all(each in cookie.lower() for each in SECURE)
        assert "domain" not in cookie.lower()
    assert before.split(";")[0] != after.split(";")[0]
    assert "max-age" not in after.lower()


def test_a_cookie_that_was_planted_is_never_signed_in(served, stranger):
    planted = "a" * 43
    stranger.cookies.set("__Host-ilium", planted, domain="ilium.test")
    sign_in(stranger, COACH, PASSWORD)
    assert served.state.store.accounts.signed_in(planted) is None


def test_the_store_holds_neither_password_nor_cookie(served, coach, tmp_path):
    token = next(each.value for each in coach.cookies.jar if each.name[0] == "_")
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("served.db*"))
    assert COACH.encode() in kept
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept


def test_signing_out_ends_it_for_a_copied_cookie_too(served, coach):
    copied = dict(coach.cookies)
    assert coach.post("/sign-out", follow_redirects=False).status_code == 303
    with TestClient(served, base_url="https://ilium.test", cookies=copied) as thief:
        assert thief.get("/api/visitor").json()["role"] == "nobody"


@pytest.mark.parametrize("who", ["coach", "ada"])
def test_a_sign_in_ends_without_use_and_at_the_latest(clock, request, who):
    role = "coach" if who == "coach" else "client"
    visitor = request.getfixturevalue(who)

    def role_after(wait):
        clock.at += wait
        return visitor.get("/api/visitor").json()["role"]

    assert role_after(IDLE[role] * 0.9) == role
    assert role_after(IDLE[role] * 0.9) == role
    assert role_after(IDLE[role]) == "nobody"
    login = COACH if who == "coach" else "ada"
    sign_in(visitor, login, PASSWORD)
    began = clock.at
    while clock.at + IDLE[role] * 0.9 < began + ENDS[role]:
        assert role_after(IDLE[role] * 0.9) == role
    assert role_after(IDLE[role] * 0.9) == "nobody"


def test_a_new_password_ends_every_sign_in(served, coach):
    with TestClient(served, base_url="https://ilium.test") as elsewhere:
        sign_in(elsewhere, COACH, PASSWORD)
        form = {"old": PASSWORD, "new": "marble-otter-seven-kites"}
        assert coach.post("/account/password", data=form).status_code == 200
        for each in (coach, elsewhere):
            assert each.get("/api/visitor").json()["role"] == "nobody"
    assert sign_in(coach, COACH, PASSWORD).status_code == 401
    assert sign_in(coach, COACH, form["new"]).status_code == 303


def test_a_new_password_asks_for_the_old_one(coach):
    form = {"old": "something-else-entirely", "new": "marble-otter-seven-kites"}
    assert coach.post("/account/password", data=form).status_code == 422
    assert coach.get("/api/visitor").json()["role"] == "coach"


def test_an_account_that_was_stopped_is_out_at_once(served, coach, ada):
    account = served.state.store.accounts.named("ada")
    coach.post(f"/account/{account.id}/active", data={"active": "false"})
    assert ada.get("/api/visitor").json()["role"] == "nobody"
    assert sign_in(ada, "ada", PASSWORD).status_code == 401


def test_the_last_coach_cannot_be_stopped(served, coach):
    account = served.state.store.accounts.named(COACH)
    answer = coach.post(f"/account/{account.id}/active", data={"active": "false"})
    assert answer.status_code == 422
    assert "last coach" in answer.text


def test_a_coach_makes_an_account_whose_password_is_shown_once(served, coach):
    client = someone(served.state.store, "Ben")
    form = {"login": "Ben", "role": "client", "client": client}
    page = coach.post("/account/add", data=form).text
    password = re.search(r"<code>([^<]+)</code>", page)[1]
    assert password not in coach.get("/account").text
    with TestClient(served, base_url="https://ilium.test") as ben:
        assert sign_in(ben, "BEN ", password).status_code == 303
        told = ben.get("/api/visitor").json()
    assert (told["role"], told["client"]) == ("client", client)


def test_unknown_login_and_wrong_password_get_the_same_answer(stranger):
    answers = []
    for login in (COACH, "nobody.here"):
        answer = sign_in(stranger, login, "wrong-wrong-wrong-1")
        answers.append((answer.status_code, re.sub(r'"\w{64}"', "", answer.text)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 401


def test_unknown_login_costs_a_comparison_as_well(served, stranger, monkeypatch):
    from ilium.app import passwords

    compared = []
    hasher = passwords._hasher()
    real = type(hasher).verify

    def verify(self, kept, typed):
        compared.append(kept)
        return real(self, kept, typed)

    monkeypatch.setattr(type(hasher), "verify", verify)
    sign_in(stranger, "nobody.here", "wrong-wrong-wrong-1")
    sign_in(stranger, COACH, "wrong-wrong-wrong-1")
    assert len(compared) == 2


def test_guessing_is_slowed_down_even_with_the_right_password(stranger):
    for _ in range(LOGIN.free):
        assert sign_in(stranger, COACH, "wrong-wrong-wrong-1").status_code == 401
    answer = sign_in(stranger, COACH, PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_the_delay_grows_and_has_an_end():
    now = [0.0]
    attempts = Attempts(clock=lambda: now[0])
    waits = []
    for _ in range(20):
        attempts.missed("ada", "192.0.2.1")
        waits.append(attempts.wait("ada", "198.51.100.7"))
    free = LOGIN.free - 1
    assert waits[:free] == [0] * free
    assert waits[free : free + 4] == [1, 2, 4, 8]
    assert max(waits) == LOGIN.longest
    assert attempts.wait("ben", "192.0.2.1") == 1
    now[0] += 3600
    assert attempts.wait("ada", "192.0.2.1") == 0


def test_ones_own_success_does_not_buy_guesses_at_others():
    attempts = Attempts(clock=lambda: 0.0)
    for number in range(ADDRESS.free):
        attempts.missed(f"login {number}", "192.0.2.1")
        attempts.missed("own", "192.0.2.1")
        attempts.succeeded("own", "192.0.2.1")
    assert attempts.wait("own", "192.0.2.1") >= 1


def test_what_is_remembered_of_tries_has_a_bound():
    attempts = Attempts(clock=lambda: 0.0)
    for number in range(MOST):
        attempts.missed(str(number), f"192.0.2.{number}")
    assert len(attempts._misses) == MOST


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::2", "2001:db8::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_one_address(address, shared):
    assert network(address) == shared


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "passwordpassword",
        "123456123456",
        "Passwort1234!",
        "aaaaaaaaaaaaaaaa",
        "ada.lovelace-1",
        "qwertyqwerty12",
        "a" * 300,
    ],
)
def test_an_easily_guessed_password_is_refused(password):
    with pytest.raises(InputError) as refused:
        hashed(password, "Ada.Lovelace")
    assert password not in str(refused.value)


def test_hashes_are_argon2id_of_64_mebibytes():
    made = hashed(PASSWORD, COACH)
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert made != hashed(PASSWORD, COACH)


def test_a_weaker_hash_is_made_anew_at_sign_in(served, stranger, monkeypatch):
    from argon2 import PasswordHasher

    from ilium.app import passwords

    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: stronger)
    sign_in(stranger, COACH, PASSWORD)
    _, kept = served.state.store.accounts.secret(COACH)
    assert "m=16,t=2" in kept
    assert sign_in(stranger, COACH, PASSWORD).status_code == 303


def test_drawn_passwords_hold():
    assert hashed(drawn(), "ada")
    assert len({drawn() for _ in range(20)}) == 20


@pytest.mark.parametrize("login", ["ab", "a b c", "<script>", "a" * 65, "ada'--"])
def test_a_login_is_letters_and_digits(served, login):
    with pytest.raises(InputError):
        served.state.store.accounts.add(login, "hash", "coach")


def test_no_two_accounts_share_a_login(served):
    with pytest.raises(InputError, match="already"):
        served.state.store.accounts.add(COACH.upper(), "hash", "coach")


@pytest.mark.parametrize(("role", "client"), [("coach", "abcde"), ("client", "")])
def test_role_and_client_belong_together(served, role, client):
    with pytest.raises(InputError, match="names its client"):
        served.state.store.accounts.add("someone", "hash", role, client)


def test_the_log_names_who_saw_and_changed_what(served, coach, ada):
    store = served.state.store
    result = store.results.add(ada.client, Squat())
    for _ in range(3):
        coach.get(f"/api/results/{result}/measures")
    ada.get(f"/api/clients/{ada.client}")
    coach.post(
        "/api/clients", json={"name": "Zoe", "adult": True, "consent": ["store"]}
    )
    ids = {each.login: each.id for each in store.accounts.all()}
    lines = [(each.action, each.who, each.about) for each in store.audit.newest()]
    assert lines.count(("view measures", ids[COACH], ada.client)) == 1
    assert lines.count(("view clients", ids["ada"], ada.client)) == 1
    assert next(who for action, who, _ in lines if action == "add client") == ids[COACH]
    page = coach.get("/account/log").text
    assert "looked at measures" in page
    assert COACH in page
    assert "Zoe" not in page
    assert ada.get("/account/log").status_code == 403


def test_nothing_of_an_account_outlives_its_client(served, ada):
    store = served.state.store
    account = store.accounts.named("ada")
    store.erase(ada.client)
    left = {(each.who, each.about) for each in store.audit.newest()}
    assert account.id not in {each for pair in left for each in pair}
    assert ada.get("/api/visitor").json()["role"] == "nobody"


def test_an_export_holds_no_password(served, ada, tmp_path):
    import zipfile

    path = served.state.store.export(ada.client, tmp_path / "ada.zip")
    with zipfile.ZipFile(path) as archive:
        told = b"".join(archive.read(each) for each in archive.namelist())
    assert b'"login": "ada"' in told
    assert b"$argon2" not in told


def test_a_restored_backup_has_nobody_signed_in(served, coach, tmp_path):
    store = served.state.store
    store.back_up(tmp_path / "all.zip")
    store.restore(tmp_path / "all.zip", replace=True)
    assert coach.get("/api/visitor").json()["role"] == "nobody"
    assert sign_in(coach, COACH, PASSWORD).status_code == 303


def test_a_served_app_knows_no_start_token(served, stranger):
    answer = stranger.get("/start", params={"token": served.state.hosting.token})
    assert answer.status_code == 401


def test_a_local_app_knows_no_sign_in(visitor):
    assert visitor.get("/sign-in").status_code == 404
    page = visitor.get("/account")
    assert "nobody needs to sign in" in page.text
    assert visitor.get("/account/log").status_code == 200


def test_a_served_app_is_reached_by_https_alone(served):
    with TestClient(served, base_url="http://ilium.test") as plain:
        assert plain.get("/sign-in").status_code == 421
    with TestClient(served, base_url="https://ilium.test") as good:
        headers = good.get("/sign-in").headers
    assert headers["strict-transport-security"] == "max-age=31536000"
