using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Tests.Commands;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Fact]
    public void Everything_has_a_default()
    {
        using var folder = new TestFolder();

        var loaded = Load(folder, []);

        loaded.File.ShouldBeNull();
        loaded.Core.States.ShouldBeEmpty();
        loaded.Core.Runners.ShouldBeEmpty();
        loaded.Core.Accounts.ShouldBeEmpty();
    }

    [Fact]
    public void States_may_be_text_or_objects_and_accounts_may_have_names()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """
            {
              // Comments are welcome,
              "States": [
                "prod=s3://acme-tf/prod/",
                { "Name": "net", "Url": "./net.tfstate", "Account": "111122223333", "Runners": [ "arn:aws:iam::*:role/net-*" ] },
              ],
              "Runners": [ "arn:aws:iam::*:role/terraform-*" ],
              "Accounts": [ "acme-prod=111122223333", "444455556666" ], // and so are trailing commas.
            }
            """);

        var core = Load(folder, []).Core;

        core.States.Select(s => (s.Name, s.Url, s.Account)).ShouldBe([("prod", "s3://acme-tf/prod/", null), ("net", "./net.tfstate", "111122223333")]);
        core.Accounts.Select(a => a.ToString()).ShouldBe(["acme-prod (111122223333)", "444455556666"]);
        core.ForJudge().Runners.ShouldBe(["arn:aws:iam::*:role/terraform-*"]);
        core.States[1].Runners.ShouldBe(["arn:aws:iam::*:role/net-*"]);
        core.ForJudge().Accounts.ShouldBe(["111122223333", "444455556666"], ignoreOrder: true);
    }

    [Fact]
    public void The_environment_counts_more_than_the_file()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """{ "Http": { "Listen": "http://127.0.0.1:1" }, "Ledger": { "Url": "sqlite:file.db" } }""");

        var loaded = Load(folder, new() { ["DriftStream__Http__Listen"] = "http://127.0.0.1:2", ["DriftStream__States__0"] = "prod.tfstate", ["DRIFTSTREAM_DEBUG"] = "1" });

        loaded.Values["Http:Listen"].ShouldBe("http://127.0.0.1:2");
        loaded.Values["Ledger:Url"].ShouldBe("sqlite:file.db");
        loaded.Core.States.ShouldHaveSingleItem().Url.ShouldBe("prod.tfstate");
    }

    [Fact]
    public void All_mistakes_are_named_at_once_each_with_key_value_and_harm()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """
            {
              "Sates": [ "prod.tfstate" ],
              "Banana": 1,
              "Slack": { "WebhookUri": "https://hooks.slack.com/x", "WebhookUrl": "file:missing-secret" },
              "SwitchedOffRules": [ "aws-scalling" ],
              "Ledger": { "BusyLimit": "soon" },
              "Queue": "https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream",
              "Runners": "arn:aws:iam::*:role/terraform-*",
              "Http": { "Listen": { "Port": 5080 }, "ApiKey": "file:empty-secret" },
              "Accounts": [ "acme", 11122223333, "111122223333", "again=111122223333" ],
              "States": [
                { "Name": "prod", "Url": "a.tfstate" }, { "Name": "prod" },
                { "Url": "b.tfstate", "Account": "1", "RoleArn": "reader", "ExternalID": "x", "Adress": "y" }, { "Url": "c.tfstate", "ExternalId": "x" },
              ],
            }
            """);
        folder.Write("empty-secret", "\n");

        var mistakes = Should.Throw<ConfigurationMistakesException>(() => Load(folder, new() { ["DriftStream__Runners__terraform"] = "x" })).Mistakes;

        string.Concat(mistakes.Select(m => m.Replace(folder.Path, "/folder", StringComparison.Ordinal) + "\n")).ShouldBeApproved("mistakes");
    }

    [Fact]
    public void Credentials_that_nobody_would_ask_for_are_named_and_not_shown()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """
            {
              "States": [
                { "Url": "prod.tfstate", "Password": "hunter2" }, { "Url": "s3://acme/prod", "PlainHttp": true },
                { "Url": "postgres://reader@db/tf", "Username": "bob", "Password": "hunter2" }, { "Url": "https://bob:hunter2@states.example.com/net" },
              ],
            }
            """);

        var mistakes = Should.Throw<ConfigurationMistakesException>(() => Load(folder, [])).Mistakes;

        mistakes.ShouldBe([
            "States:0:Password is set, but Url names neither a server (https://) nor a database (postgres://), so nobody would ask for it. Remove it; what opens a state that OpenTofu encrypted is its Passphrase.",
            "States:1:PlainHttp is true, but Url does not begin with http://, so it would have no effect. Remove it.",
            "States:2:Username is 'bob', but Url names no server (https://), so nobody would ask for it. That of a database stands in its address, as postgres://user@host/database.",
        ]);
    }

    [Fact]
    public void Severities_that_cannot_be_meant_are_named()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """
            {
              "Severities": [
                "port-open",
                { "Effect": "ports-open", "Severity": "high" }, { "Effect": "banana", "Severity": "hihg" }, { "Effect": "public-*" },
                { "Effect": "deleted", "Severity": "terrible disaster" },
                { "Effect": "grant", "Severity": "low" }, { "Effect": "grant", "Severity": "high" }, { "Severity": "raise" }, { "State": "dev", "Severity": "lower" }, { "Efect": "shared" },
              ],
            }
            """);

        var mistakes = Should.Throw<ConfigurationMistakesException>(() => Load(folder, [])).Mistakes;

        string.Concat(mistakes.Select(m => m + "\n")).ShouldBeApproved("severity-mistakes");
    }

    [Theory]
    [InlineData("{ \"States\": [ }", "driftstream.json is not usable JSON, so nothing of it would be in force: ")]
    [InlineData("{ \"Ledger\": {}, \"Ledger\": {\"Url\":\"a\"}, \"ledger\": {\"url\":\"b\"} }", "driftstream.json is not usable JSON, so nothing of it would be in force: ")]
    public void A_file_that_cannot_be_read_is_a_mistake(string content, string sentence)
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", content);

        Should.Throw<ConfigurationMistakesException>(() => Load(folder, [])).Mistakes.ShouldHaveSingleItem().ShouldStartWith(sentence);
    }

    [Fact]
    public void A_bare_number_is_no_time_span_as_it_would_be_days()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """{ "Ledger": { "BusyLimit": 5 } }""");

        Should.Throw<ConfigurationMistakesException>(() => Load(folder, []))
            .Mistakes.ShouldContain("Ledger:BusyLimit is '5': it must be a time span such as 00:05:00 for five minutes, or 7.00:00:00 for a week, so it could not be used.");
    }

    [Fact]
    public void A_file_that_is_named_must_be_there()
    {
        using var folder = new TestFolder();

        Should.Throw<ConfigurationMistakesException>(() => Load(folder, [], "other.json"))
            .Mistakes.ShouldBe(["--config names other.json, and there is no such file: nothing of it would be in force."]);
    }

    [Fact]
    public void Secrets_come_from_files_and_are_never_printed()
    {
        using var folder = new TestFolder();
        var file = folder.Write("secret", "https://hooks.slack.com/services/T/B/x\n");

        var loaded = Load(folder, new() { ["DriftStream__Slack__WebhookUrl"] = $"file:{file}" });

        var slack = loaded.Values.GetSection("Slack").Get<SomeOptions>().ShouldNotBeNull();
        slack.WebhookUrl.ShouldNotBeNull().Reveal().ShouldBe("https://hooks.slack.com/services/T/B/x");
        $"{slack.WebhookUrl}".ShouldBe("(secret)");
        System.Text.Json.JsonSerializer.Serialize(slack).ShouldNotContain("hooks.slack.com");
    }

    [Fact]
    public void The_keys_of_a_section_are_those_of_its_options_class()
    {
        var section = KnownKey.Section<SomeOptions>("Some");

        section.Members.Select(m => (m.Name, m.Shape)).ShouldBe(
            [("WebhookUrl", KeyShape.Value), ("Wait", KeyShape.Value), ("Names", KeyShape.List), ("Routes", KeyShape.List), ("Labels", KeyShape.Names)]);
        section.Members[0].IsSecret.ShouldBeTrue();
        section.Members[3].Members.Select(m => m.Name).ShouldBe(["Channel"]);
    }

    private static LoadedConfiguration Load(TestFolder folder, Dictionary<string, string> environment, string? file = null) =>
        new ConfigurationLoader(ConfigurationSections.All, folder.Path, environment).Load(file);

    private sealed class SomeOptions
    {
        public Secret? WebhookUrl { get; set; }

        public TimeSpan? Wait { get; set; }

        public List<string> Names { get; } = [];

        public List<Route> Routes { get; set; } = [];

        public Dictionary<string, string> Labels { get; set; } = [];

        public bool IsDerived => Wait is null;
    }

    private sealed class Route
    {
        public string? Channel { get; set; }
    }
}
