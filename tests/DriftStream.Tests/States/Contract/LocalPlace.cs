using DriftStream.States;
using DriftStream.States.Sources;
using DriftStream.Tests.Commands;

namespace DriftStream.Tests.States.Contract;

/// <summary>A folder. It breaks by a folder in the place of each file, because no file is closed to root.</summary>
internal sealed class LocalPlace : PlaceUnderTest
{
    private readonly TestFolder _folder = new();
    private readonly TestFolder _aside = new();

    public LocalPlace() => Source = new LocalSource(_folder.Path);

    public override IStateSource Source { get; }

    public override IReadOnlyList<string> Names { get; } = ["dev/app.json", "env:/blue/app.tfstate", "prod/net.tfstate"];

    public override Task WriteAsync(string name, string content)
    {
        _folder.Write(name, content);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        File.Delete(_folder.At(name));
        return Task.CompletedTask;
    }

    public override Task BreakAsync()
    {
        foreach (var name in Names.Where(n => File.Exists(_folder.At(n))))
        {
            File.Move(_folder.At(name), _aside.At(Path.GetFileName(name)));
            Directory.CreateDirectory(_folder.At(name));
        }

        return Task.CompletedTask;
    }

    public override Task MendAsync()
    {
        foreach (var name in Names.Where(n => Directory.Exists(_folder.At(n))))
        {
            Directory.Delete(_folder.At(name));
            File.Move(_aside.At(Path.GetFileName(name)), _folder.At(name));
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _aside.Dispose();
        return ValueTask.CompletedTask;
    }
}
