using System.Net;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Ignore rules that are written while the service runs.</summary>
public sealed class IgnoreReloadTests
{
    private const int InForce = 1410;
    private const int Problem = 1414;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_holds_from_the_moment_it_is_written_and_all_that_it_swallows_is_in_the_ledger()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        Write(place, "driftstream.ignore.json", Rule("tags.drift"));
        await place.Log.Lines.FirstAsync(line => line.Id == InForce);
        await service.PostAsync(Calls.Tag(2));

        service.Ask<string>("select address || ' ' || verdict || ' ' || coalesce(rule, '-') from finding order by id")
            .ShouldBe(["aws_s3_bucket.data_001 drift -", "aws_s3_bucket.data_002 ignored tag-robot"]);
        service.Ask<long>("select count(*) from alert").ShouldBe([1]);
        service.Ask<long>("select count(*) from drift").ShouldBe([1]);
        Told(place, 1411).ShouldBe("Ignore rule tag-robot was added: type aws_s3_bucket, attribute tags.drift (platform@acme: it tags at night)");
        Told(place, 1205).ShouldBe("Event tag-002-spotted: ignore rule tag-robot swallowed it, on aws_s3_bucket.data_002");
        place.Log.Lines.All.Where(line => line.Id is 1411 or 1205).ShouldAllBe(line => line.Level == LogLevel.Information);
    }

    [Fact]
    public async Task A_file_that_breaks_leaves_its_rules_in_force_and_says_so()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Folder.Write("driftstream.ignore.json", Rule("tags.drift"));
        await using var service = await place.StartAsync();

        Write(place, "driftstream.ignore.json", """{"rules":[{"name":"all","owner":"x","reason":"quiet","address":"*"}]}""");
        var problem = await place.Log.Lines.FirstAsync(line => line.Id == Problem);
        await service.PostAsync(Calls.Tag(1));

        problem.Text.ShouldStartWith("driftstream.ignore.json:1: rule 'all' would silence everything");
        problem.Text.ShouldContain("The rules from before stay in force.");
        service.Ask<string>("select verdict from finding").ShouldBe(["ignored"]);
        var ready = await service.Client.GetAsync("/readyz", Cancellation);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain("would silence everything");
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain("Ignore rules");

        File.Delete(place.Folder.At("driftstream.ignore.json"));
        await place.Log.Lines.FirstAsync(line => line.Id == 1412);
        await service.PostAsync(Calls.Tag(2));
        service.Ask<string>("select verdict from finding order by id").ShouldBe(["ignored", "drift"]);
    }

    [Fact]
    public async Task The_page_and_readyz_count_what_each_rule_swallowed()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Folder.Write("driftstream.ignore.json", Rule("tags.drift"));
        await using var service = await place.StartAsync();
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain("<b>1 in force</b>");
        (await service.Client.GetStringAsync("/readyz", Cancellation)).ShouldNotContain("ignore");

        await service.PostAsync(Calls.Records(Calls.Tag(1), Calls.Tag(2)));

        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain("<b>1 in force</b><small>swallowed in 24 h: tag-robot 2</small>");
        (await service.Client.GetStringAsync("/readyz", Cancellation))
            .ShouldContain("""{"name":"ignore","ready":true,"reason":"1 ignore rule in force; swallowed in 24 h: tag-robot 2."}""");
    }

    [Fact]
    public async Task Driftignore_and_code_are_read_again_too()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings.Remove("DriftStream__States__0");
        place.Settings["DriftStream__States__0__Name"] = "prod";
        place.Settings["DriftStream__States__0__Url"] = "prod.tfstate";
        place.Settings["DriftStream__States__0__Code"] = "infra";
        place.Folder.Write("infra/main.tf", "");
        await using var service = await place.StartAsync();

        Write(place, "infra/main.tf", """resource "aws_s3_bucket" "data_001" { lifecycle { ignore_changes = [tags] } }""");
        await place.Log.Lines.FirstAsync(line => line.Id == InForce);
        Write(place, ".driftignore", "aws_s3_bucket.acme-data-002");
        await place.Log.Lines.TakeAsync(2, line => line.Id == InForce);
        await service.PostAsync(Calls.Records(Calls.Tag(1), Calls.Tag(2), Calls.Tag(3)));

        service.Ask<string>("select address || ' ' || coalesce(rule, '-') from finding order by address")
            .ShouldBe(["aws_s3_bucket.data_001 main.tf:1 ignore_changes", "aws_s3_bucket.data_002 .driftignore:1", "aws_s3_bucket.data_003 -"]);
    }

    private static string Told(ServicePlace place, int id) => place.Log.Lines.All.Single(line => line.Id == id).Text.Trim();

    private static string Rule(string attribute) =>
        $$"""{"rules":[{"name":"tag-robot","owner":"platform@acme","reason":"it tags at night","type":"aws_s3_bucket","attribute":"{{attribute}}"}]}""";

    // Nobody sees half a file.
    private static void Write(ServicePlace place, string name, string content) =>
        File.Move(place.Folder.Write("new.tmp", content), place.Folder.At(name), overwrite: true);
}
