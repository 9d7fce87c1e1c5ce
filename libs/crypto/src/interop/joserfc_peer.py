"""The other side of the interoperation spec: joserfc reads what it is given, and writes what it is asked for.

Standard input is one JSON object, standard output another:
  {"read": [{"kind", "token", "key", "alg", "enc"?, "body"?}], "write": [{"kind", "key", "signer"?, "alg", "enc"?, "kid"}]}
  {"read": [{"content"} | {"error"}], "write": ["token", ...]}
"""

import base64
import json
import sys

from joserfc import jwe, jws
from joserfc.jwe import JWERegistry
from joserfc.jwk import import_key

PAYLOAD = b'{"from":"joserfc"}'


def registry(algorithms):
    # MEF 128's accessjwk is no registered header parameter.
    return JWERegistry(algorithms=algorithms, strict_check_header=False)


def read(job):
    key = import_key(job["key"])
    if job["kind"] == "jws":
        return jws.deserialize_compact(job["token"], key, algorithms=[job["alg"]]).payload
    if job["kind"] == "detached":
        head, _, signature = job["token"].split(".")
        body = base64.urlsafe_b64encode(job["body"].encode()).decode().rstrip("=")
        return jws.deserialize_compact(f"{head}.{body}.{signature}", key, algorithms=[job["alg"]]).payload
    algorithms = [job["alg"], job["enc"]]
    plaintext = jwe.decrypt_compact(job["token"], key, registry=registry(algorithms)).plaintext
    if job["kind"] == "jwe":
        return plaintext
    signer = import_key(job["signer"])
    return jws.deserialize_compact(plaintext, signer, algorithms=["ES256"]).payload


def write(job):
    key = import_key(job["key"])
    if job["kind"] == "jws":
        header = {"alg": job["alg"], "kid": job["kid"]}
        return jws.serialize_compact(header, PAYLOAD, key, algorithms=[job["alg"]])
    content = PAYLOAD
    header = {"alg": job["alg"], "enc": job["enc"], "kid": job["kid"], "accessjwk": job["key"]}
    if job["kind"] == "nested":
        signer = import_key(job["signer"])
        content = jws.serialize_compact({"alg": "ES256", "kid": "peer"}, PAYLOAD, signer, algorithms=["ES256"])
        header["cty"] = "JWT"
    return jwe.encrypt_compact(header, content, key, registry=registry([job["alg"], job["enc"]]))


def attempt(job):
    try:
        return {"content": read(job).decode()}
    except Exception as error:  # what is refused is told, whatever it is
        return {"error": type(error).__name__}


if __name__ == "__main__":
    jobs = json.load(sys.stdin)
    answers = {"read": [attempt(job) for job in jobs["read"]], "write": [write(job) for job in jobs["write"]]}
    json.dump(answers, sys.stdout)
