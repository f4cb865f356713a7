"""Rollcall in a Python test suite: the standard library alone, Python 3.9 or newer.

    ROLLCALL_URL=http://localhost:9000 ROLLCALL_ADMIN_KEY=... python3 -m unittest
"""
import json
import os
import unittest
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ.get("ROLLCALL_URL", "http://localhost:9000")
ADMIN_KEY = os.environ.get("ROLLCALL_ADMIN_KEY", "")


def call(method, path, body=None, **headers):
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(BASE + path, data, {"Content-Type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            raise RuntimeError(f"{method} {path}: {error.code} {json.load(error)['message']}") from None


# people and apps of one's own: tests that run side by side do not meet
def create_person(**person):
    return call("POST", "/admin/v1/people", person, **{"X-API-Key": ADMIN_KEY})


def create_client(**client):
    return call("POST", "/admin/v1/clients", client, **{"X-API-Key": ADMIN_KEY})


def sign_in(**request):
    return call("POST", "/workbench/api/sign-in", request)


class SignInTests(unittest.TestCase):

    def test_a_student_signs_in_and_is_recognised(self):
        student = create_person(role="Student", district="lincolnusd", claims={"favorite_color": "blue"})
        app = create_client(name="Python Reader", redirectUris=["http://localhost:5000/callback"])

        result = sign_in(person=f"{student['district']}/{student['loginId']}", client=app["clientId"],
                         scopes=["openid", "profile"], state="a state")

        query = urllib.parse.parse_qs(urllib.parse.urlsplit(result["callbackUrl"]).query)
        self.assertEqual(query["state"], ["a state"])
        self.assertEqual(result["claims"]["sub"], str(student["userId"]))
        self.assertEqual(result["claims"]["favorite_color"], "blue")

        info = call("GET", "/v2/my/info", Authorization="Bearer " + result["tokens"]["access_token"])
        self.assertEqual(info["LoginId"], student["loginId"])
        self.assertEqual(info["Role"], "Student")

    def test_an_app_redeems_the_code_itself(self):
        app = create_client(name="Python Redeemer", redirectUris=["http://localhost:5000/callback"])
        result = sign_in(person="lincolnusd/tina.teacher", client=app["clientId"], exchange=False)

        # what an app under test does with its callback
        form = {"code": result["code"], "client_id": app["clientId"], "client_secret": app["clientSecret"]}
        with urllib.request.urlopen(BASE + "/oauth2/v2/token", urllib.parse.urlencode(form).encode()) as response:
            self.assertRegex(json.load(response)["access_token"], r"^c\d{13}[0-9a-f]{32}$")

    def test_what_cannot_be_is_said_in_words(self):
        with self.assertRaisesRegex(RuntimeError, r"tina\.teacher"):
            sign_in(person="lincolnusd/tina.teecher", client="Lincoln Reader")


if __name__ == "__main__":
    unittest.main()
