using System.Text.Json;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Gaps;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Digests;

public sealed class PublicKeysTests : IAsyncLifetime
{
    private readonly SignedTrail _trail = new();
    private LocalAwsServer _aws = null!;

    public async ValueTask InitializeAsync()
    {
        _trail.Deliver(hours: 2);
        _aws = await LocalAwsServer.StartAsync();
        using var keys = JsonDocument.Parse(await File.ReadAllBytesAsync(_trail.Folder.At("keys.json"), TestContext.Current.CancellationToken));
        _aws.CloudTrail.AddKey("eu-west-1", keys.RootElement.GetProperty("PublicKeyList")[0].GetRawText());
    }

    [Fact]
    public async Task CloudTrail_is_asked_for_the_keys_of_the_region_and_time_of_the_digests()
    {
        var outcome = await VerifyAsync();

        outcome.Errors.ShouldContain("2 of 2 digest files proven");
        outcome.ExitCode.ShouldBe(0);
        _aws.Done.All.ShouldHaveSingleItem().Request.ToJsonString().ShouldBe("""{"StartTime":1772409600,"EndTime":1772416800}""");
    }

    [Fact]
    public async Task Where_CloudTrail_does_not_hand_them_out_the_replay_ends_with_what_to_do()
    {
        _aws.FailNext("ListPublicKeys", "AccessDeniedException");

        var outcome = await VerifyAsync();

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines[^1].ShouldContain("Allow cloudtrail:ListPublicKeys, or give the keys with --public-keys.");
        outcome.Output.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        _trail.Dispose();
    }

    private Task<ProgramOutcome> VerifyAsync()
    {
        var parts = FakeParts.Default with
        {
            ConnectHistory = (_, _, region) => History.Client(_aws, region),
        };
        return new ProgramUnderTest(_trail.Folder) { Parts = parts }.RunAsync("replay", "trail", "--output", "ndjson", "--verify-digests");
    }
}
