using DriftStream.Configuration;
using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class LockFilesTests
{
    private const string Empty = """{"version":4,"terraform_version":"1.13.4","serial":1,"lineage":"l","outputs":{},"resources":[]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(".terraform.tfstate.lock.info")]
    [InlineData("terraform.tfstate.tflock")]
    public async Task An_apply_lasts_as_long_as_its_lock_lies_beside_the_state(string name)
    {
        using var folder = new TestFolder();
        folder.Write("terraform.tfstate", Empty);
        var states = new StateSnapshot([new StateEntry { Name = "net", Url = "terraform.tfstate" }], folder.Path);
        await states.LoadAsync(Cancellation);
        var time = new ManualTime();
        var locks = new LockFiles(states, time);
        locks.Look();
        locks.Known.ShouldBeEmpty();

        var file = folder.Write(name, "{}");
        File.SetLastWriteTimeUtc(file, new(2026, 3, 2, 13, 59, 0, DateTimeKind.Utc));
        locks.Look();
        var open = locks.Known["net"];
        (open.Since, open.Ended).ShouldBe((new(2026, 3, 2, 13, 59, 0, TimeSpan.Zero), null));

        File.Delete(file);
        locks.Look();
        locks.Known["net"].ShouldBe(open with { Ended = time.GetUtcNow() });
        time.Advance(TimeSpan.FromHours(1));
        locks.Look();
        locks.Known["net"].Ended.ShouldBe(time.GetUtcNow() - TimeSpan.FromHours(1));
    }
}
