namespace DriftStream.Replay.Sources;

/// <summary>Something about an input that kept part of it from being judged.</summary>
/// <param name="Input">The file as the user would name it.</param>
/// <param name="Sentence">What is wrong with it.</param>
internal sealed record InputProblem(string Input, string Sentence);
