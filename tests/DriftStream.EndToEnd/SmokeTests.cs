using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

public sealed class SmokeTests
{
    [Fact]
    public void The_test_host_runs() => Environment.Version.Major.ShouldBeGreaterThanOrEqualTo(10);
}
