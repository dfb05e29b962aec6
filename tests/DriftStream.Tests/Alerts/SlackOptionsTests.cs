using DriftStream.Alerts;
using DriftStream.Core.Judging;
using DriftStream.Tests.Ledger;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Alerts;

public sealed class SlackOptionsTests
{
    [Fact]
    public void The_webhook_is_bound_as_a_secret_and_never_shows()
    {
        var options = Bind(("Slack:WebhookUrl", "https://hooks.slack.com/services/T/B/s3cr3t\n"), ("Slack:RatePerSecond", "5"));

        options.WebhookUrl!.Reveal().ShouldBe("https://hooks.slack.com/services/T/B/s3cr3t");
        $"{options.WebhookUrl}".ShouldBe("(secret)");
        options.RatePerSecond.ShouldBe(5);
    }

    [Theory]
    [InlineData("http://hooks.slack.com/s3cr3t", "does not begin with https://")]
    [InlineData("s3cr3t", "is no web address")]
    [InlineData("", "is empty")]
    public void A_wrong_webhook_is_named_without_its_value(string value, string words)
    {
        var result = new SlackOptions.Validator().Validate(null, new() { WebhookUrl = new(value) });

        result.FailureMessage.ShouldStartWith("Slack:WebhookUrl ");
        result.FailureMessage.ShouldContain(words);
        result.FailureMessage.ShouldNotContain("s3cr3t");
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var result = new SlackOptions.Validator().Validate(
            null, new() { RatePerSecond = -1, TimeLimit = TimeSpan.Zero, Unmanaged = "loud", WebhookUrl = new("x") });

        result.Failures!.Count().ShouldBe(4);
        new SlackOptions.Validator().Validate(null, new()).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Verdict.Drift, Severity.Low, "high", true)]
    [InlineData(Verdict.Reverted, Severity.Info, "high", true)]
    [InlineData(Verdict.Unmanaged, Severity.Medium, "high", false)]
    [InlineData(Verdict.Unmanaged, Severity.High, "high", true)]
    [InlineData(Verdict.Unmanaged, Severity.Medium, "medium", true)]
    [InlineData(Verdict.Unmanaged, Severity.Critical, "never", false)]
    [InlineData(Verdict.InSync, Severity.Critical, "info", false)]
    [InlineData(Verdict.Unknown, Severity.Critical, "info", false)]
    public void People_are_told_of_what_the_contract_names(Verdict verdict, Severity severity, string unmanaged, bool told) =>
        AlertPolicy.IsTold(Facts.Finding(Facts.Event("e"), verdict, null) with { Severity = severity }, new() { Unmanaged = unmanaged }).ShouldBe(told);

    private static SlackOptions Bind(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build().GetSection(SlackOptions.Section).Get<SlackOptions>()!;
}
