"""Serves a small real model over the OpenAI protocol until it is ended: `python tests/bot/writing/model_server.py PORT GGUF`."""

import sys
import time

import xllamacpp


def main(port: str, model: str) -> None:
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames = ["127.0.0.1"]
    params.port = int(port)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    server = xllamacpp.Server(params)
    print(f"serving on {port}", flush=True)
    while server:
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
