"""Counters as Prometheus reads them."""

from sangfroid.web.metrics import Metrics


def test_counts_by_labels():
    metrics = Metrics()
    for status in ("200", "200", "404"):
        metrics.count("sangfroid_requests_total", route="/a", status=status)
    lines = metrics.render().splitlines()
    assert 'sangfroid_requests_total{route="/a",status="200"} 2' in lines
    assert 'sangfroid_requests_total{route="/a",status="404"} 1' in lines
    assert "# TYPE sangfroid_drafts_total counter" in lines
    helped = [line for line in lines if line.startswith("# HELP")]
    assert helped
    assert all("by this process" in line for line in helped)


def test_labels_cannot_break_a_line():
    metrics = Metrics()
    metrics.count("sangfroid_requests_total", route='a"\n\\b')
    assert 'sangfroid_requests_total{route="a\\"\\n\\\\b"} 1' in metrics.render().splitlines()
