using System.Text;
using DriftStream.Aws.S3;
using DriftStream.States.Sources;
using DriftStream.Tests.Replay.Sources;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class S3StateSourceTests : StateSourceSuite
{
    private protected override async Task<StatesUnderTest> OpenAsync()
    {
        var place = await FarPlace.StartAsync();
        place.Aws.S3.PageSize = 2;
        var bucket = new S3Store("acme-tf", _ => place.S3(), payer: null, place.Time);
        return new(
            new S3StateSource(bucket, ""),
            KeepsVersions: true,
            (path, content) => place.Aws.S3.Put("acme-tf", path, Encoding.UTF8.GetBytes(content)),
            path => place.Aws.S3.Bucket("acme-tf").Delete(path),
            async () =>
            {
                bucket.Dispose();
                await place.DisposeAsync();
            });
    }

    // All of them are of one moment here.
    [Fact]
    public async Task Of_versions_that_share_a_time_the_one_that_S3_lists_first_comes_last()
    {
        await using var place = await OpenAsync();
        foreach (var number in Enumerable.Range(0, 5))
        {
            place.Write("a.tfstate", $"{number}");
        }

        var versions = (await place.Source.VersionsAsync(Cancellation)).ShouldNotBeNull();

        versions.Select(v => v.Id).ShouldBe(["v00001", "v00002", "v00003", "v00004", "v00005"]);
        versions.Select(v => v.Written).Distinct().Count().ShouldBe(1);
    }
}
