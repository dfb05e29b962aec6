using DriftStream.States.Sources;
using DriftStream.Tests.Commands;

namespace DriftStream.Tests.States;

public sealed class LocalSourceTests : StateSourceSuite
{
    private protected override Task<StatesUnderTest> OpenAsync()
    {
        var folder = new TestFolder();
        return Task.FromResult(new StatesUnderTest(
            new LocalSource(folder.Path),
            KeepsVersions: false,
            (path, content) => folder.Write(path, content),
            path => File.Delete(folder.At(path)),
            () =>
            {
                folder.Dispose();
                return ValueTask.CompletedTask;
            }));
    }
}
