-- Runs in wrk, when all is asked: one line for tests.benchmarks.wrk to read. Times are in microseconds.
function done(summary, latency, requests)
    local errors = summary.errors
    print(string.format("READ %d %d %d %d %d",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
