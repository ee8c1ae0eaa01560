import schemathesis


@schemathesis.serializer("application/x-ndjson", "text/csv")
def lines(ctx, value):
    """A body of lines is text already; whatever else the fuzzer makes of it is sent as text, too."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
