namespace DriftStream.Tests.Web;

/// <summary>A clock that stands still; its timers run all the same.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
