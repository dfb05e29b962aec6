using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Contract;

/// <summary>What lies beside states in folders and buckets.</summary>
internal static class NeighbourFiles
{
    public static async Task AreNotListedAsync(PlaceUnderTest opened)
    {
        await using var place = opened;
        foreach (var (name, content) in new[] { ("prod/net.tfstate", ManagedState.Of(1)), ("dev/app.json", ManagedState.Of(1)), ("prod/net.tfstate.tflock", "{}"), ("prod/net.tfstate.backup", ManagedState.Of(1)), ("readme.md", "# States") })
        {
            await place.WriteAsync(name, content);
        }

        var files = await place.Source.ListAsync(TestContext.Current.CancellationToken);

        files.Select(f => (f.Relative, f.Certain)).ShouldBe([("dev/app.json", false), ("prod/net.tfstate", true)]);
        files.ShouldAllBe(f => f.Written != null && f.Size > 100);
    }
}
