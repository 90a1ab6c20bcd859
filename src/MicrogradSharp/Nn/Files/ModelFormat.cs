namespace MicrogradSharp.Nn;

/// <summary>The format of a file of parameters.</summary>
public enum ModelFormat
{
    /// <summary>JSON, as <see cref="MLP.Save(string)"/> writes it: every bit of the parameters as text.</summary>
    Json,

    /// <summary>
    /// Safetensors, as <see cref="Module.SaveSafetensors(string, SafetensorsType)"/> writes it: smaller, and readable by PyTorch.
    /// </summary>
    Safetensors,
}
