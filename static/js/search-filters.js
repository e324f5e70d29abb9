// The address of a search names what is chosen, and nothing else: it is read, kept and sent on.
document.getElementById("search").addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
