using DriftStream.States;
using DriftStream.States.Sources;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class StateCopiesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    // A mapped file that shrinks would end the process, and a place in a rewritten one would mean something else.
    [Fact]
    public async Task A_state_that_is_cut_off_in_place_is_still_there_as_it_was_read()
    {
        var path = _folder.Write("prod.tfstate", ManagedState.Of(3));
        var copies = Directory.CreateDirectory(_folder.At("copies")).FullName;
        var state = await Read(path, new StateCopies(copies, mostInMemory: 0));
        var expected = state.Instances.Select(i => i.Attributes.ToString()).ToList();

        await File.WriteAllTextAsync(path, "{", Cancellation);

        state.Instances.Select(i => i.Attributes.ToString()).ShouldBe(expected);
        expected.ShouldNotBeEmpty();
        Directory.GetFiles(copies).Length.ShouldBe(OperatingSystem.IsWindows() ? 1 : 0);
    }

    [Fact]
    public async Task A_state_that_cannot_be_copied_to_disk_is_held_in_memory()
    {
        var path = _folder.Write("prod.tfstate", ManagedState.Of(2));

        var state = await Read(path, new StateCopies(_folder.At("missing"), mostInMemory: 0));

        await File.WriteAllTextAsync(path, "", Cancellation);
        state.Instances.ShouldAllBe(i => i.Attributes.Members.Count > 0);
    }

    [Fact]
    public async Task Only_the_state_that_was_written_is_read_again()
    {
        _folder.Write("a.tfstate", ManagedState.Of(1));
        var b = _folder.Write("b.tfstate", ManagedState.Of(2));
        File.SetLastWriteTimeUtc(b, File.GetLastWriteTimeUtc(b).AddHours(-1));
        var states = new StateSnapshot([new() { Url = "*.tfstate" }], _folder.Path);
        await states.LoadAsync(Cancellation);
        var before = states.Index;

        _folder.Write("b.tfstate", ManagedState.Of(2, serial: 9));

        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.States[0].ShouldBeSameAs(before.States[0]);
        states.Index.States[1].Serial.ShouldBe(9);
        before.States[1].Serial.ShouldNotBe(9);
    }

    private static async Task<Core.Terraform.TerraformState> Read(string path, StateCopies copies)
    {
        var known = new KnownStates(copies);
        var source = new LocalSource(path);
        var file = (await source.ListAsync(Cancellation)).Single();
        known.Expect([file]);
        return (await known.ReadAsync(new("prod", new("prod", path), file, IsNamed: false, source), Cancellation)).ShouldNotBeNull();
    }
}
