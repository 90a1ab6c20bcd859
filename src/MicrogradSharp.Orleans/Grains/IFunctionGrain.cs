namespace MicrogradSharp.Orleans.Grains;

/// <summary>Tells a driver about a function that the silos know.</summary>
internal interface IFunctionGrain : IGrainWithStringKey
{
    /// <summary>Returns the number of parameters and of columns of the function named by the key.</summary>
    Task<FunctionShape> DescribeAsync();
}
