using DriftStream.Configuration;
using DriftStream.Ignoring;
using DriftStream.Tests.Commands;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ignoring;

/// <summary>Where rules come from, and what is kept of them when a source breaks.</summary>
public sealed class IgnoreSnapshotTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_any_source_there_is_no_rule_and_nothing_wrong()
    {
        var rules = Load(new());

        (rules.Rules.All.Count, rules.Counted, rules.Problems.Count).ShouldBe((0, "none", 0));
        rules.Refresh().ShouldBeNull();
    }

    [Fact]
    public void All_sources_count_the_file_first_and_code_holds_for_its_own_state()
    {
        _folder.Write("etc/driftstream.ignore.json", Rules("scaler", "aws_ecs_service"));
        _folder.Write("etc/.driftignore", "aws_iam_user.robot\n");
        _folder.Write("infra/.driftignore", "# nothing\naws_s3_bucket.logs\n");
        _folder.Write("infra/main.tf", Resource("aws_instance", "web", "ami") + Module("net", "./modules/net") + Module("other", "./modules/net") + Module("far", "app.terraform.io/acme/x"));
        _folder.Write("infra/modules/net/main.tf", Resource("aws_subnet", "a", "tags") + Module("inner", "../inner"));
        _folder.Write("infra/modules/inner/main.tf.json", """{"resource":{"aws_eip":{"x":{"lifecycle":{"ignore_changes":"all"}}}},"module":{"loop":{"source":"../net"}}}""");
        var core = new CoreSettings { States = [new() { Name = "prod", Url = "x", Code = "infra" }] };

        var rules = Load(core, file: "etc/driftstream.json");

        rules.Counted.ShouldBe("1 from the ignore file, 2 from .driftignore, 5 from the code");
        rules.Rules.All.Select(r => $"{r.Name}: {r}").ShouldBe(
        [
            "scaler: type aws_ecs_service",
            ".driftignore:1: type aws_iam_user, id robot",
            "infra/.driftignore:2: type aws_s3_bucket, id logs, state prod or prod/*",
            "main.tf:2 ignore_changes: address aws_instance.web, state prod or prod/*, attribute ami",
            "modules/net/main.tf:2 ignore_changes: address module.net.aws_subnet.a, state prod or prod/*, attribute tags",
            "modules/inner/main.tf.json:1 ignore_changes: address module.net.module.inner.aws_eip.x, state prod or prod/*, attribute *",
            "modules/net/main.tf:2 ignore_changes: address module.other.aws_subnet.a, state prod or prod/*, attribute tags",
            "modules/inner/main.tf.json:1 ignore_changes: address module.other.module.inner.aws_eip.x, state prod or prod/*, attribute *",
        ]);
        rules.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_override_replaces_what_was_said_before()
    {
        _folder.Write("infra/zz.tf", Resource("aws_instance", "web", "ami, tags"));
        _folder.Write("infra/web_override.tf", Resource("aws_instance", "web", "user_data"));

        Load(WithCode()).Rules.All.Select(r => $"{r.Name}: {r}").ShouldBe(["web_override.tf:2 ignore_changes: address aws_instance.web, attribute user_data"]);
    }

    [Fact]
    public void A_file_of_code_that_cannot_be_read_is_named_and_the_others_count()
    {
        _folder.Write("infra/a.tf", "resource \"x\" {");
        _folder.Write("infra/b.tf", Resource("aws_instance", "web", "ami"));

        var rules = Load(WithCode());

        rules.Rules.All.Count.ShouldBe(1);
        rules.Problems.ShouldBe(["a.tf: line 1: there should be a }, so what it ignores is not ignored."]);
        Load(new() { States = [new() { Url = "x", Code = "nowhere" }] }).Problems.ShouldBe(
            ["Code 'nowhere': there is no such folder, or it cannot be read, so what its code ignores is not ignored."]);
    }

    [Fact]
    public void Code_that_breaks_keeps_what_it_ignored_before()
    {
        var file = _folder.Write("infra/main.tf", Resource("aws_instance", "web", "ami"));
        var rules = Load(WithCode());

        File.WriteAllText(file, "resource \"aws_instance\" \"web\" { lifecycle {");
        var broken = rules.Refresh().ShouldNotBeNull();

        rules.Rules.All.Count.ShouldBe(1);
        broken.Problems.ShouldBe(["main.tf: line 1: there should be a }, so what it ignored before stays ignored."]);
        (broken.Added.Count, broken.Removed.Count, broken.Changed.Count).ShouldBe((0, 0, 0));

        File.WriteAllText(file, "\n\n" + Resource("aws_instance", "web", "ami"));
        var whole = rules.Refresh().ShouldNotBeNull();
        (whole.Added.Count, whole.Removed.Count, rules.Problems.Count).ShouldBe((0, 0, 0));
        rules.Rules.All.Single().Name.ShouldBe("main.tf:4 ignore_changes");
    }

    [Fact]
    public void A_new_file_a_changed_one_and_one_that_goes_away_are_noticed()
    {
        var rules = Load(new());

        _folder.Write("driftstream.ignore.json", Rules("scaler", "aws_ecs_service"));
        rules.Refresh().ShouldNotBeNull().Added.Select(r => r.Name).ShouldBe(["scaler"]);
        rules.Refresh().ShouldBeNull();

        _folder.Write("driftstream.ignore.json", Rules("scaler", "aws_autoscaling_group"));
        var changed = rules.Refresh().ShouldNotBeNull();
        changed.Changed.Select(r => $"{r}").ShouldBe(["type aws_autoscaling_group"]);
        (changed.Added.Count, changed.Removed.Count).ShouldBe((0, 0));

        File.Delete(_folder.At("driftstream.ignore.json"));
        rules.Refresh().ShouldNotBeNull().Removed.Select(r => r.Name).ShouldBe(["scaler"]);
        rules.Rules.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_somebody_named_must_be_there_and_keeps_its_rules_when_it_goes_away()
    {
        var core = new CoreSettings { IgnoreFile = "rules.json" };
        Should.Throw<ConfigurationMistakesException>(() => Load(core)).Mistakes.ShouldBe(["The ignore file rules.json is not there: none of its rules would hold."]);

        var file = _folder.Write("rules.json", Rules("scaler", "aws_ecs_service"));
        var rules = Load(core);
        File.Delete(file);
        rules.Refresh().ShouldNotBeNull().Problems.ShouldBe(["The ignore file rules.json is not there: none of its rules would hold. The rules from before stay in force."]);
        rules.Rules.All.Count.ShouldBe(1);
    }

    [Fact]
    public void A_link_that_is_swapped_above_the_file_is_noticed()
    {
        var before = _folder.Write("one/driftstream.ignore.json", Rules("scaler", "aws_ecs_service"));
        var after = _folder.Write("two/driftstream.ignore.json", Rules("winder", "aws_ecs_service"));
        File.SetLastWriteTimeUtc(before, File.GetLastWriteTimeUtc(after).AddHours(-1));
        Directory.CreateSymbolicLink(_folder.At("data"), "one");
        File.CreateSymbolicLink(_folder.At("driftstream.ignore.json"), "data/driftstream.ignore.json");
        var rules = Load(new());

        Directory.Delete(_folder.At("data"));
        Directory.CreateSymbolicLink(_folder.At("data"), "two");

        rules.Refresh().ShouldNotBeNull().Added.Select(r => r.Name).ShouldBe(["winder"]);
    }

    [Fact]
    public void Modules_that_lead_back_to_themselves_through_a_link_or_a_dot_are_read_once()
    {
        _folder.Write("infra/main.tf", Resource("aws_instance", "web", "ami") + Module("self", "./") + Module("link", "./again") + Module("net", "./net"));
        _folder.Write("infra/net/main.tf", Resource("aws_subnet", "a", "tags") + Module("up", "../again/net"));
        Directory.CreateSymbolicLink(_folder.At("infra/again"), ".");

        Load(WithCode()).Rules.All.Select(r => $"{r.Name}: {r}").ShouldBe(
        [
            "main.tf:2 ignore_changes: address aws_instance.web, attribute ami",
            "net/main.tf:2 ignore_changes: address module.net.aws_subnet.a, attribute tags",
        ]);
    }

    private IgnoreSnapshot Load(CoreSettings core, string? file = null)
    {
        var configuration = new LoadedConfiguration(new ConfigurationBuilder().Build(), core, file is null ? null : _folder.At(file));
        var rules = new IgnoreSnapshot(IgnoreSources.Of(configuration, _folder.Path), FixedTime.Noon);
        rules.Load();
        return rules;
    }

    private static CoreSettings WithCode() => new() { States = [new() { Url = "x", Code = "infra/" }] };

    private static string Rules(string name, string type) => $$"""{"rules":[{"name":"{{name}}","owner":"platform","reason":"expected","type":"{{type}}"}]}""";

    private static string Resource(string type, string name, string attributes) => $$"""
        resource "{{type}}" "{{name}}" {
          lifecycle { ignore_changes = [{{attributes}}] }
        }

        """;

    private static string Module(string name, string source) => $$"""module "{{name}}" { source = "{{source}}" }""" + "\n";
}
