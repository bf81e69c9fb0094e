"""The store on object storage, against a server that speaks S3 in a process of its own: the same files, the same warehouse, nothing half-written."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import boto3
import pytest

from ct_pipeline import pipeline
from ct_pipeline.config import ConfigError, Settings, seeds_dir
from ct_pipeline.quality import STAGES, run_checks
from ct_pipeline.scale.backends import Backend
from ct_pipeline.warehouse.build import build_candidate
from ct_pipeline.warehouse.digest import digests
from ct_pipeline.warehouse.objects import ObjectStore, open_store
from ct_pipeline.warehouse.publish import publish_candidate
from ct_pipeline.warehouse.repair import prepare_store
from ct_pipeline.warehouse.store import Store, StoreError
from ct_pipeline_tests.conftest import LANDED_ON, samples_folder


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The URL of a new bucket; address and keys are in the environment, as on a worker of a cluster."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("AWS_ENDPOINT_URL", address), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_DEFAULT_REGION", "us-east-1")):
            patch.setenv(name, value)
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            boto3.client("s3").create_bucket(Bucket="news")
            yield "s3://news"
        finally:
            server.kill()
            server.wait()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Four samples in a folder, two batches, published."""
    settings = Settings(seeds_dir(), tmp_path_factory.mktemp("here"), samples_folder())
    make(settings, Backend("serial", 1))
    return settings


def make(settings: Settings, backend: Backend) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "BATCH_SIZE", 2)
        pipeline.land(sorted(samples_folder().glob("*.txt"))[:4], settings, LANDED_ON)
    assert pipeline.clean(settings, None, backend).articles == 4
    assert pipeline.extract(settings, None, backend).articles == 4
    build_candidate(settings)
    publish_candidate(settings)


def checksums(store: Store) -> dict[tuple[str, str, str], str]:
    # raw batches say when they were landed
    return {(stage, b.path.name, name): facts["sha256"] for stage in ("clean", "facts") for b in store.batches(stage) for name, facts in b.manifest().items()}


def test_the_same_files_and_the_same_warehouse_as_in_a_folder(bucket: str, here: Settings, tmp_path: Path) -> None:
    there = replace(here, warehouse=tmp_path, store_url=f"{bucket}/same")
    make(there, Backend("serial", 1))
    assert checksums(open_store(there)) == checksums(open_store(here)) != {}
    assert not there.store.exists()  # nothing lies in the folder
    assert list(digests(there.database)) == list(digests(here.database))
    assert all(r.success or r.severity == "warning" for stage in STAGES for r in run_checks(stage, there))  # the checks read it too
    assert pipeline.land(sorted(samples_folder().glob("*.txt"))[:4], there, LANDED_ON).new == 0  # the ledger is there too


def test_workers_of_a_cluster_read_and_write_it(bucket: str, here: Settings, tmp_path: Path) -> None:
    there = replace(here, warehouse=tmp_path, store_url=f"{bucket}/cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "BATCH_SIZE", 2)
        pipeline.land(sorted(samples_folder().glob("*.txt"))[:4], there, LANDED_ON)
    assert pipeline.clean(there, None, Backend("dask", 1)).articles == 4
    pipeline.extract(there)
    assert checksums(open_store(there)) == checksums(open_store(here))


def test_a_batch_without_its_manifest_is_not_there_and_is_swept(bucket: str, here: Settings, tmp_path: Path) -> None:
    there = replace(here, warehouse=tmp_path, store_url=f"{bucket}/half")
    pipeline.land(sorted(samples_folder().glob("*.txt"))[:2], there, LANDED_ON)
    store = open_store(there)
    assert isinstance(store, ObjectStore)
    (half,) = store.batches("raw")
    (half.path / "manifest.json").unlink()
    assert store.batches("raw") == []
    assert store.sweep() == 1
    assert not (half.path / "articles.parquet").exists()
    assert pipeline.land(sorted(samples_folder().glob("*.txt"))[:2], there, LANDED_ON).new == 2


def test_an_object_that_somebody_changed_is_named_and_made_again(bucket: str, here: Settings, tmp_path: Path) -> None:
    there = replace(here, warehouse=tmp_path, store_url=f"{bucket}/changed")
    pipeline.land(sorted(samples_folder().glob("*.txt"))[:2], there, LANDED_ON)
    pipeline.clean(there)
    store = open_store(there)
    (batch,) = store.batches("clean")
    batch.table("sentences").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match=r"s3://news/changed/.*sentences\.parquet: its content is not what was written"):
        store.read(batch, "sentences")
    said: list[str] = []
    prepare_store(there, said.append)
    assert any("sentences.parquet" in line for line in said) and any("made again from raw" in line for line in said)
    assert open_store(there).batches("clean") == []
    assert pipeline.clean(there).articles == 2
    said.clear()
    prepare_store(there, said.append)
    assert said == []


def test_a_newer_store_is_refused(bucket: str, here: Settings) -> None:
    there = replace(here, store_url=f"{bucket}/newer")
    store = open_store(there)
    store.note_format(99)
    with pytest.raises(StoreError, match="newer ct-pipeline"):
        open_store(there).batches("raw")


def test_an_address_that_no_library_knows_is_refused(here: Settings) -> None:
    with pytest.raises(ConfigError, match=r"CT_STORE=nowhere://x"):
        open_store(replace(here, store_url="nowhere://x"))
