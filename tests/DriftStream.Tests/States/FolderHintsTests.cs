using DriftStream.States;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class FolderHintsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder = new();
    private readonly StateWakes _wakes = new();
    private readonly FolderHints _hints;

    public FolderHintsTests() => _hints = new(_wakes);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _hints.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("prod.tfstate")]
    [InlineData("other.tfstate")]
    [InlineData(".prod.tfstate.lock.info")]
    public async Task What_is_written_beside_a_state_is_heard(string name)
    {
        _hints.Follow([_folder.Write("prod.tfstate", "{}"), "s3://acme-tf/prod.tfstate"]);

        _folder.Write("notes.md", "of no interest");
        var path = _folder.Write(name, "{ }");

        await _wakes.WaitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        _wakes.Take().ShouldBe([path]);
    }

    [Fact]
    public async Task A_folder_that_no_state_lies_in_any_more_is_not_listened_to()
    {
        var (one, other) = (_folder.Write("one/a.tfstate", "{}"), _folder.Write("other/a.tfstate", "{}"));
        _hints.Follow([one]);
        _hints.Follow([other]);

        _folder.Write("one/a.tfstate", "{ }");
        _folder.Write("other/a.tfstate", "{ }");

        await _wakes.WaitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        _wakes.Take().ShouldBe([other]);
    }
}
