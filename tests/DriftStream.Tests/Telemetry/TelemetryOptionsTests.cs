using DriftStream.Configuration;
using DriftStream.Telemetry;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Every_mistake_is_named_and_no_secret_is_shown()
    {
        var options = new TelemetryOptions { Otlp = new Uri("grpc://collector:4317"), OtlpHeaders = new Secret("a-token-alone"), Interval = TimeSpan.Zero };

        var mistakes = new TelemetryOptions.Validator().Validate(null, options).Failures!.ToList();

        mistakes.Select(mistake => mistake.Split(' ')[0]).ShouldBe(["Telemetry:Otlp", "Telemetry:OtlpHeaders", "Telemetry:Interval"]);
        string.Join(' ', mistakes).ShouldNotContain("a-token-alone");
    }

    [Fact]
    public void A_log_that_says_nothing_is_refused()
    {
        new LogOptions.Validator().Validate(null, new() { Level = LogLevel.None }).Failures.ShouldHaveSingleItem().ShouldStartWith("Log:Level is 'None': nothing would be logged");
        new LogOptions.Validator().Validate(null, new() { Level = LogLevel.Warning }).Succeeded.ShouldBeTrue();
    }
}
