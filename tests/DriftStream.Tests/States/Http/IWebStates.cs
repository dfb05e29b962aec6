namespace DriftStream.Tests.States.Http;

/// <summary>A server of a test that keeps states.</summary>
internal interface IWebStates : IAsyncDisposable
{
    /// <summary>Answers that something inside it failed.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Keeps a state, as if Terraform had written it.</summary>
    public void Put(string name, string content);

    /// <summary>Removes a state.</summary>
    public void Delete(string name);
}
