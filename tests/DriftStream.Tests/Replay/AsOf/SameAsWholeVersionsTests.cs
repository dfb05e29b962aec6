using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;
using DriftStream.Replay;
using DriftStream.Replay.AsOf;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Replay.Ordering;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.AsOf;

/// <summary>Versions that share what they have in common are judged like versions of which each was read whole.</summary>
public sealed class SameAsWholeVersionsTests
{
    private static readonly StateSource Source = new("shop", "shop.tfstate");
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public async Task The_same_is_found_and_the_same_becomes_of_it(int seed, int workers)
    {
        using var folder = new TestFolder();
        var random = new Random(seed);
        var contents = Enumerable.Range(0, 40).Select(serial => random.Next(10) == 0 ? null : Version(random, serial)).ToList();
        var path = folder.Write("log.json", Stories.File(Stories.Of(seed, events: 1_500)));

        var whole = await ReplayAsync(Whole(contents), path, workers);
        var shared = await ReplayAsync(Shared(contents), path, workers);

        whole.Findings.ShouldContain("\"reverted\"");
        whole.Fates.Count.ShouldBeGreaterThan(10);
        shared.Fates.ShouldBe(whole.Fates);
        shared.Findings.ShouldBe(whole.Findings);
    }

    private static async Task<(string Findings, List<string> Fates)> ReplayAsync(PastState state, string path, int workers)
    {
        var (door, output) = (JudgeDoor.Open(new(), new StateEras(EventCatalog.Load(), [state])), new StringWriter { NewLine = "\n" });
        var report = await new ReplayRun(door, ReplayUnderTest.Request([path]) with { Workers = workers }).RunAsync(
            f => output.WriteLine(FindingJson.ToJson(f)), _ => { }, TestContext.Current.CancellationToken);
        return (output.ToString(), [.. report.Fates.Select(f => $"{f.Time:O} {f.Fate}")]);
    }

    private static PastState Whole(List<byte[]?> contents)
    {
        var states = contents.ConvertAll(c => c is null ? null : StateReader.Read(c, Source));
        return Past(states.ConvertAll(s => s is null ? null : (Func<TerraformState>)(() => s))) with { Ever = [.. states.OfType<TerraformState>()] };
    }

    private static PastState Shared(List<byte[]?> contents)
    {
        var builder = new StateVersionsBuilder(Source, StateContent.InMemory);
        var numbers = contents.ConvertAll(c =>
        {
            if (c is not null)
            {
                builder.Add(c);
            }

            return c is null ? -1 : builder.Count - 1;
        });
        var versions = builder.Build();
        return Past(numbers.ConvertAll(n => n < 0 ? null : (Func<TerraformState>)(() => versions[n]))) with { Ever = versions.Ever };
    }

    private static PastState Past(List<Func<TerraformState>?> reads) => new(Source, [.. reads.Select((read, i) => new PastVersion($"v{i}", Start.AddSeconds((i * 19) - 1), read))]);

    private static byte[] Version(Random random, int serial)
    {
        var buckets = Enumerable.Range(0, 4).Where(_ => random.Next(8) > 0).Select(i =>
            $$$$"""{"address":"aws_s3_bucket.{{{{(random.Next(12) == 0 ? "moved" : "b")}}}}{{{{i}}}}","attributes":{"id":"acme-{{{{i}}}}","bucket":"acme-{{{{i}}}}","arn":"arn:aws:s3:::acme-{{{{i}}}}","tags":{"Team":"{{{{(random.Next(3) == 0 ? "ops" : "web")}}}}"}}}""");
        var groups = Enumerable.Range(0, 2).Select(i =>
            $$$$"""
            {"address":"aws_security_group.g{{{{i}}}}","attributes":{"id":"sg-000000000000000{{{{(random.Next(6) == 0 ? 9 : i):00}}}}","name":"g{{{{i}}}}","owner_id":"111122223333","region":"eu-west-1","tags":{},"egress":[],
              "ingress":[{"cidr_blocks":["{{{{(random.Next(3) == 0 ? "0.0.0.0/0" : "10.1.0.0/16")}}}}"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}]}}
            """);
        var state = ShortState.Expand(JsonNode.Parse($$$$"""{"resources":[{{{{string.Join(',', [.. buckets, .. groups])}}}}]}""")!.AsObject(), random.Next(15) == 0 ? "another-lineage" : "lineage-of-stories");
        state["serial"] = random.Next(12) == 0 ? 1 : serial;
        return JsonSerializer.SerializeToUtf8Bytes(state);
    }
}
