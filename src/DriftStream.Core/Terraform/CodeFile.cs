using DriftStream.Core.Terraform.Hcl;

namespace DriftStream.Core.Terraform;

/// <summary>What one file of Terraform code says about changes to leave alone, and which modules it calls.</summary>
/// <param name="Ignored">Its <c>ignore_changes</c>, in their order.</param>
/// <param name="Modules">Its module calls.</param>
/// <param name="Problem">Why it cannot be read, with the line; null where it can.</param>
public sealed record CodeFile(IReadOnlyList<IgnoredChanges> Ignored, IReadOnlyList<ModuleCall> Modules, string? Problem)
{
    /// <summary>Reads a file. Never throws for what it contains.</summary>
    /// <param name="name">Its name; one that ends in <c>.json</c> is read as JSON.</param>
    /// <param name="text">What it holds.</param>
    public static CodeFile Read(string name, string text)
    {
        var isJson = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var file = isJson ? HclFile.ParseJson(text) : HclFile.Parse(text);
        return new([.. isJson ? JsonCode.Ignored(file) : NativeCode.Ignored(file)], [.. isJson ? JsonCode.Modules(file) : NativeCode.Modules(file)], file.Problem);
    }
}

/// <summary>The <c>ignore_changes</c> of one resource block.</summary>
/// <param name="Type">The resource's type.</param>
/// <param name="Name">The resource's name.</param>
/// <param name="Line">The line that it is written in.</param>
/// <param name="IsAll">All attributes are left alone.</param>
/// <param name="Paths">The attributes left alone, as names from the outside in; empty for all.</param>
public sealed record IgnoredChanges(string Type, string Name, int Line, bool IsAll, IReadOnlyList<IReadOnlyList<string>> Paths);

/// <summary>A call of a module.</summary>
/// <param name="Name">What the call is named.</param>
/// <param name="Source">Where the module lies, as written.</param>
public sealed record ModuleCall(string Name, string Source)
{
    /// <summary>Whether it lies in a folder beside the code.</summary>
    public bool IsLocal => Source.StartsWith("./", StringComparison.Ordinal) || Source.StartsWith("../", StringComparison.Ordinal);
}
