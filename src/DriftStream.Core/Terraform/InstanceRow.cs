namespace DriftStream.Core.Terraform;

/// <summary>One instance of a state in 24 bytes.</summary>
/// <param name="Start">Where in the content its attributes begin; the complement of a number where they had to be converted.</param>
/// <param name="Length">How long they are.</param>
/// <param name="TailEnd">Where the last part of its address ends, which begins where that of the row before ends.</param>
/// <param name="Module">The number of its module, or <see cref="NoModule"/>, or <see cref="WholeAddress"/>.</param>
/// <param name="Type">The number of its type.</param>
/// <param name="Marks">The number of its marks.</param>
internal readonly record struct InstanceRow(int Start, int Length, int TailEnd, int Module, int Type, int Marks)
{
    /// <summary>It is in the root module.</summary>
    public const int NoModule = -1;

    /// <summary>The last part of the address is all of it.</summary>
    public const int WholeAddress = -2;
}
