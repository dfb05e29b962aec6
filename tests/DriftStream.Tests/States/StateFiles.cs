namespace DriftStream.Tests.States;

/// <summary>A folder with state files, gone after the test.</summary>
internal sealed class StateFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("driftstream-states-").FullName;

    public StateFiles With(string path, string? content = null)
    {
        var full = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content ?? """{"version":4,"serial":1,"lineage":"l","resources":[]}""");
        return this;
    }

    public string At(string path) => Path.Combine(Folder, path);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
